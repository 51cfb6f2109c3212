package dev.yardmaster.agent.weights;

import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.agent.platform.DurableFiles;
import dev.yardmaster.contract.agent.AssignedModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The models that are complete on disk, and when unneeded ones go. Only directories that we made are touched. */
final class HeldModels {
    private static final AgentLog LOG = new AgentLog("weights");

    private final Path root;
    private final Duration grace;
    private final Map<String, AssignedModel> held = new HashMap<>();
    private final Map<String, Instant> unneededSince = new HashMap<>();

    HeldModels(Path root, Duration grace) {
        this.root = root;
        this.grace = grace;
    }

    /** Looks at what an earlier run left. */
    synchronized void load() {
        for (Path directory : directories(root)) {
            ModelDirectory.manifest(directory)
                    .flatMap(m -> new ModelDirectory(root, m.key()).held())
                    .ifPresent(m -> held.put(m.key(), m));
        }
    }

    synchronized List<String> keys() {
        return held.keySet().stream().sorted().toList();
    }

    synchronized java.util.Optional<AssignedModel> find(String key) {
        return java.util.Optional.ofNullable(held.get(key));
    }

    synchronized void add(AssignedModel model) {
        held.put(model.key(), model);
    }

    /** Removes what has been unneeded for the grace time; returns whether anything went. */
    synchronized boolean sweep(Set<String> needed, Instant now) {
        unneededSince.keySet().removeAll(needed);
        List<String> gone = held.keySet().stream()
                .filter(key -> !needed.contains(key))
                .filter(key -> !unneededSince
                        .computeIfAbsent(key, _ -> now)
                        .plus(grace)
                        .isAfter(now))
                .toList();
        for (String key : gone) {
            LOG.info("Removing " + key + ", which has not been assigned for " + grace + ".");
            new ModelDirectory(root, key).remove();
            held.remove(key);
            unneededSince.remove(key);
        }
        return !gone.isEmpty();
    }

    /** Removes half-fetched models that nobody wants any more. */
    void sweepStaging(Set<String> staged) {
        directories(root.resolve(ModelDirectory.STAGING)).stream()
                .filter(d -> !staged.contains(d.getFileName().toString()))
                .forEach(DurableFiles::deleteTree);
    }

    private static List<Path> directories(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(Files::isDirectory).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
