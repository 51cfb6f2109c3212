package dev.yardmaster.agent.engine;

import dev.yardmaster.agent.engine.LaunchPlan.PlannedFile;
import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.agent.platform.DurableFiles;
import dev.yardmaster.agent.platform.SafeName;
import dev.yardmaster.contract.deployment.InstanceReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Configuration that engines read: there before they start, gone once they have ended, even if that was under another
 * agent, because what was written is listed first. No link that an engine may have left is followed.
 */
public final class LaunchFiles {
    private static final AgentLog LOG = new AgentLog("launch-files");

    private final Path lists;

    /** @param lists directory for the lists of what was written */
    public LaunchFiles(Path lists) {
        this.lists = lists;
    }

    /** @param directory that the files' paths are below */
    public void write(String instanceId, Path directory, List<PlannedFile> files) throws LaunchProblem {
        if (files.isEmpty()) {
            return;
        }
        try {
            DurableFiles.privateDirectory(lists);
            DurableFiles.replace(
                    list(instanceId),
                    files.stream()
                            .map(f -> directory.resolve(f.path()).toString())
                            .collect(Collectors.joining("\n")));
            for (PlannedFile file : files) {
                Path target = directory.resolve(file.path());
                makeParents(directory, target);
                if (file.link()) {
                    Files.deleteIfExists(target);
                    Files.createSymbolicLink(target, Path.of(file.text()));
                } else {
                    DurableFiles.replace(target, file.text());
                }
            }
        } catch (IOException e) {
            remove(instanceId);
            throw new LaunchProblem(
                    InstanceReason.DISK_FULL, "The engine's configuration cannot be written: " + e.getMessage());
        }
    }

    private static void makeParents(Path directory, Path target) throws IOException {
        Path parent = Objects.requireNonNull(target.getParent());
        Path next = directory;
        for (Path name : directory.relativize(parent)) {
            next = next.resolve(name);
            if (!name.toString().isEmpty() && !Files.isDirectory(next, LinkOption.NOFOLLOW_LINKS)) {
                DurableFiles.privateDirectory(Files.createDirectory(next));
            }
        }
    }

    /** What was written for this instance, by whichever agent. */
    public void remove(String instanceId) {
        Path list = list(instanceId);
        if (!Files.exists(list)) {
            return;
        }
        try {
            for (String file : Files.readAllLines(list)) {
                Files.deleteIfExists(Path.of(file));
            }
            Files.deleteIfExists(list);
        } catch (IOException e) {
            LOG.warn(instanceId + ": its configuration cannot be removed: " + e.getMessage());
        }
    }

    private Path list(String instanceId) {
        return lists.resolve(SafeName.of(instanceId));
    }
}
