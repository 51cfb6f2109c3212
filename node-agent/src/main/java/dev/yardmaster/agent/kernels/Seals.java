package dev.yardmaster.agent.kernels;

import dev.yardmaster.agent.engine.KernelCaches;
import dev.yardmaster.agent.platform.DurableFiles;
import dev.yardmaster.contract.agent.CacheOffer;
import dev.yardmaster.contract.agent.CacheOffers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Snapshots that are ready to be given away: {@code NAME/KEY/SHA256}, one of each cache. They go when the cache goes. */
final class Seals {
    private static final String SHA = "[0-9a-f]{64}";

    private final KernelCaches caches;
    private final SnapshotWriter writer;

    Seals(KernelCaches caches, SharingLimits limits) {
        this.caches = caches;
        this.writer = new SnapshotWriter(limits);
    }

    /** Takes the place of the cache's last one, unless that is the same. */
    CacheOffer seal(String name, String key) throws IOException {
        Path directory = DurableFiles.privateDirectory(caches.sealed(name, key));
        Path next = directory.resolve("." + UUID.randomUUID());
        try {
            String sha256 = writer.write(caches.directory(name, key), next);
            Path sealed = directory.resolve(sha256);
            Files.move(next, sealed, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            for (Path other : files(directory)) {
                if (!other.equals(sealed)) {
                    Files.deleteIfExists(other);
                }
            }
            return new CacheOffer(name, key, sha256, Files.size(sealed));
        } finally {
            Files.deleteIfExists(next);
        }
    }

    Optional<Path> find(String name, String key, String sha256) {
        return Optional.of(caches.sealed(name, key).resolve(sha256)).filter(Files::isRegularFile);
    }

    /** The newest, as many as may be told of. */
    List<CacheOffer> all() {
        return caches.sealed().stream()
                .flatMap(directory -> files(directory).stream())
                .filter(f -> f.getFileName().toString().matches(SHA))
                .sorted(Comparator.comparing((Path f) -> -f.toFile().lastModified()))
                .limit(CacheOffers.MOST)
                .map(Seals::offer)
                .sorted(Comparator.comparing(CacheOffer::name).thenComparing(CacheOffer::key))
                .toList();
    }

    private static CacheOffer offer(Path file) {
        int parts = file.getNameCount();
        return new CacheOffer(
                file.getName(parts - 3).toString(),
                file.getName(parts - 2).toString(),
                file.getFileName().toString(),
                file.toFile().length());
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> all = Files.list(directory)) {
            return all.toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
