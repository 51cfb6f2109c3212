package dev.yardmaster.agent.journal;

import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.agent.platform.DurableFiles;
import dev.yardmaster.agent.platform.Json;
import dev.yardmaster.agent.platform.SafeName;
import dev.yardmaster.contract.agent.Assignment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/** One small file for each engine, and one for the assignment. A file that cannot be read is set aside, not guessed at. */
public final class DiskJournal implements Journal {
    private static final AgentLog LOG = new AgentLog("journal");
    private static final String ENDING = ".json";

    private final Path engines;
    private final Path assignment;

    /** @param home directory of the agent */
    public DiskJournal(Path home) throws IOException {
        this.engines = DurableFiles.privateDirectory(home.resolve("journal"));
        this.assignment = home.resolve("assignment.json");
    }

    @Override
    public List<JournalEntry> entries() {
        try (Stream<Path> files = Files.list(engines)) {
            return files.filter(f -> f.toString().endsWith(ENDING))
                    .filter(f -> !f.getFileName().toString().startsWith("."))
                    .flatMap(f -> read(f, JournalEntry.class).stream())
                    .filter(e -> SafeName.isPlain(e.instanceId()))
                    .toList();
        } catch (IOException e) {
            LOG.error("The journal cannot be listed: " + e);
            return List.of();
        }
    }

    @Override
    public void put(JournalEntry entry) throws IOException {
        DurableFiles.replace(file(entry.instanceId()), Json.mapper().writeValueAsString(entry));
    }

    @Override
    public void remove(String instanceId) throws IOException {
        if (Files.deleteIfExists(file(instanceId))) {
            DurableFiles.syncDirectory(engines);
        }
    }

    @Override
    public Optional<Assignment> assignment() {
        return Files.exists(assignment) ? read(assignment, Assignment.class) : Optional.empty();
    }

    @Override
    public void keep(Assignment newest) throws IOException {
        DurableFiles.replace(assignment, Json.mapper().writeValueAsString(Keyless.of(newest)));
    }

    private Path file(String instanceId) {
        if (!SafeName.isPlain(instanceId)) {
            throw new IllegalArgumentException("'" + instanceId + "' is not a plain name");
        }
        return engines.resolve(instanceId + ENDING);
    }

    private static <T> Optional<T> read(Path file, Class<T> type) {
        try {
            return Optional.of(Json.mapper().readValue(Files.readString(file), type));
        } catch (IOException | JacksonException e) {
            LOG.error(file + " cannot be read and is set aside: " + e.getMessage());
            setAside(file);
            return Optional.empty();
        }
    }

    private static void setAside(Path file) {
        try {
            Files.move(
                    file, file.resolveSibling(file.getFileName() + ".unreadable"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.error(file + " cannot be moved: " + e.getMessage());
        }
    }
}
