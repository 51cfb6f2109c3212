package dev.yardmaster.agent.engine;

import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.agent.platform.DurableFiles;
import dev.yardmaster.agent.platform.SafeName;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.engine.KernelCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Compiled kernels, {@code NAME/KEY} each, kept between starts. Above the quota those go that were used longest ago and
 * that no engine uses now; who uses one is written down, so that it holds over a restart of the agent.
 */
public final class KernelCaches {
    private static final AgentLog LOG = new AgentLog("kernel-caches");
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,63}";
    private static final String KEY = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";

    private final Path root;
    private final Path uses;
    private final Path seals;
    private final long quota;
    private final Clock clock;

    /** @param quota most bytes that all together may take; 0 for no bound */
    public KernelCaches(Path root, long quota, Clock clock) {
        this.root = root;
        this.uses = root.resolve(".use");
        this.seals = root.resolve(".sealed");
        this.quota = quota;
        this.clock = clock;
    }

    /** Makes them, by name; each is in use until the instance lets go. */
    synchronized Map<String, Path> take(String instanceId, List<KernelCache> caches) throws LaunchProblem {
        Map<String, Path> taken = new LinkedHashMap<>();
        for (KernelCache cache : caches) {
            if (!cache.name().matches(NAME)
                    || !cache.key().matches(KEY)
                    || cache.key().contains("..")) {
                throw new LaunchProblem(
                        InstanceReason.ARGUMENT_REFUSED,
                        "'" + cache.name() + "/" + cache.key()
                                + "' is not a kernel cache: a name of a-z, 0-9 and '-', a key of letters, digits, '-._'.");
            }
            taken.put(cache.name(), make(instanceId, cache));
        }
        try {
            shrink();
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("Kernel caches cannot be counted: " + e.getMessage());
        }
        return taken;
    }

    private Path make(String instanceId, KernelCache cache) throws LaunchProblem {
        try {
            DurableFiles.privateDirectory(root);
            Path use = Files.createDirectories(uses.resolve(cache.name()).resolve(cache.key()));
            Files.writeString(use.resolve(SafeName.of(instanceId)), "");
            Files.setLastModifiedTime(use, FileTime.from(clock.instant()));
            return DurableFiles.privateDirectory(root.resolve(cache.name()).resolve(cache.key()));
        } catch (IOException e) {
            throw new LaunchProblem(
                    InstanceReason.DISK_FULL,
                    "The kernel cache " + cache.name() + " cannot be made: " + e.getMessage());
        }
    }

    /** The instance's engine is gone. */
    synchronized void release(String instanceId) {
        for (Path use : all(uses)) {
            try {
                FileTime used = Files.getLastModifiedTime(use);
                if (Files.deleteIfExists(use.resolve(SafeName.of(instanceId)))) {
                    Files.setLastModifiedTime(use, used);
                }
            } catch (IOException e) {
                LOG.warn(use + " cannot be let go of: " + e.getMessage());
            }
        }
    }

    /** Of the engine; need not be there. */
    public Path directory(String name, String key) {
        return root.resolve(name).resolve(key);
    }

    /** Where snapshots of it lie; they count as part of it. */
    public Path sealed(String name, String key) {
        return seals.resolve(name).resolve(key);
    }

    /** Of all that have any. */
    public List<Path> sealed() {
        return all(seals);
    }

    /** For what comes from elsewhere; on the same file system. */
    public Path incoming() {
        return root.resolve(".incoming");
    }

    /** Nothing is in it and no engine uses it. */
    public synchronized boolean isVacant(String name, String key) {
        return entries(directory(name, key)).isEmpty()
                && entries(uses.resolve(name).resolve(key)).isEmpty();
    }

    /** Makes a directory this cache's, unless there is something by now. */
    public synchronized boolean install(String name, String key, Path unpacked) throws IOException {
        if (!isVacant(name, key)) {
            return false;
        }
        DurableFiles.privateDirectory(root.resolve(name));
        Files.deleteIfExists(directory(name, key));
        Files.move(unpacked, directory(name, key), StandardCopyOption.ATOMIC_MOVE);
        Path use = Files.createDirectories(uses.resolve(name).resolve(key));
        Files.setLastModifiedTime(use, FileTime.from(clock.instant()));
        return true;
    }

    /** Most bytes that all together may take; 0 for no bound. */
    public long quota() {
        return quota;
    }

    private void shrink() throws IOException {
        if (quota <= 0) {
            return;
        }
        long total = 0;
        List<Kept> idle = new ArrayList<>();
        for (Path cache : all(root)) {
            Path seal = seals.resolve(root.relativize(cache));
            long size = size(cache) + (Files.isDirectory(seal) ? size(seal) : 0);
            total += size;
            Path use = uses.resolve(root.relativize(cache));
            if (entries(use).isEmpty()) {
                idle.add(new Kept(cache, use, seal, size, lastUse(use)));
            }
        }
        idle.sort(Comparator.comparing(Kept::lastUse));
        for (Kept kept : idle) {
            if (total <= quota) {
                return;
            }
            DurableFiles.deleteTree(kept.cache());
            DurableFiles.deleteTree(kept.use());
            DurableFiles.deleteTree(kept.seal());
            total -= kept.size();
            LOG.info("Removed the kernel cache " + root.relativize(kept.cache()) + " (" + kept.size()
                    + " bytes) to stay below " + quota + " bytes.");
        }
    }

    private record Kept(Path cache, Path use, Path seal, long size, FileTime lastUse) {}

    private static FileTime lastUse(Path use) throws IOException {
        return Files.exists(use) ? Files.getLastModifiedTime(use) : FileTime.fromMillis(0);
    }

    private static List<Path> all(Path root) {
        return entries(root).stream()
                .filter(name -> !name.getFileName().toString().startsWith("."))
                .flatMap(name -> entries(name).stream())
                .toList();
    }

    private static List<Path> entries(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static long size(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
