package dev.yardmaster.server.catalog.hub.mirror;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.hub.HubClient;
import dev.yardmaster.server.catalog.hub.RepositoryName;
import dev.yardmaster.server.catalog.hub.StoredFile;
import dev.yardmaster.server.catalog.hub.internal.BlobDisk;
import dev.yardmaster.server.catalog.hub.internal.DiskWriter;
import dev.yardmaster.server.catalog.hub.internal.Sweepable;
import dev.yardmaster.server.catalog.hub.store.MirrorRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** The mirror's content: what is kept, within its quota, and what is on its way. */
public final class Flights implements Sweepable, AutoCloseable {
    private static final int EVICT_AT_ONCE = 50;

    private final Path root;
    private final Path incoming;
    private final Upstream upstream;
    private final MirrorRows rows;
    private final BlobDisk disk;
    private final long quota;
    private final long segment;
    private final Clock clock;

    /** What stops flying is kept by then: nobody finds it in neither place. */
    private final ReentrantLock landing = new ReentrantLock();

    private final ConcurrentHashMap<String, Flight> flying = new ConcurrentHashMap<>();

    Flights(Path root, Upstream upstream, MirrorRows rows, BlobDisk disk, MirrorProperties properties, Clock clock)
            throws IOException {
        this.root = root;
        this.incoming = Files.createDirectories(root.resolve("incoming"));
        this.upstream = upstream;
        this.rows = rows;
        this.disk = disk;
        this.quota = properties.quota().toBytes();
        this.segment = properties.segment().toBytes();
        this.clock = clock;
    }

    /** Content of the upstream. */
    public sealed interface Content {
        /** Kept here. */
        record Kept(Path file) implements Content {}

        /** On its way. Whoever gets it has to leave. */
        final class Coming implements Content, AutoCloseable {
            private final Flight flight;
            private final Clock clock;

            Coming(Flight flight, Clock clock) {
                this.flight = flight;
                this.clock = clock;
            }

            /** Blocks until the byte is here. */
            public void await(long position) throws IOException {
                flight.await(position);
            }

            public void send(long first, long length, java.io.OutputStream out) throws IOException {
                flight.send(first, length, out);
            }

            @Override
            public void close() {
                flight.leave(clock.instant());
            }
        }
    }

    /** @throws ProblemException storage-full where there is no room for it */
    public Content open(RepositoryName name, String commit, StoredFile file) throws IOException {
        String key = file.etag();
        Instant now = clock.instant();
        while (true) {
            Flight flight;
            landing.lock();
            try {
                Optional<Content> kept = kept(key, now);
                if (kept.isPresent()) {
                    return kept.get();
                }
                flight = flying.computeIfAbsent(key, k -> start(name, commit, file, k));
            } finally {
                landing.unlock();
            }
            if (flight.join(now)) {
                return new Content.Coming(flight, clock);
            }
            flying.remove(key, flight);
        }
    }

    private Optional<Content> kept(String key, Instant now) {
        Path file = path(key);
        if (!rows.use(key, now)) {
            return Optional.empty();
        }
        if (!Files.exists(file)) {
            rows.forget(key);
            return Optional.empty();
        }
        return Optional.of(new Content.Kept(file));
    }

    private Path path(String key) {
        return root.resolve(key.substring(0, 2)).resolve(key);
    }

    private Flight start(RepositoryName name, String commit, StoredFile file, String key) {
        try {
            if (file.size() > quota) {
                throw ProblemException.of(
                        ProblemType.STORAGE_FULL,
                        file.path() + " has " + file.size() + " bytes; the mirror keeps at most " + quota + ".");
            }
            makeRoom(file.size());
            return new Flight(
                    upstream,
                    new HubClient.FileAt(name.toString(), commit, file.path(), file.size()),
                    key,
                    incoming.resolve(key + "." + UUID.randomUUID()),
                    (flight, whole) -> land(flight, whole, file.size()),
                    new Segments(file.size(), segment),
                    clock.instant());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void makeRoom(long size) throws IOException {
        while (disk.room(root) < size) {
            if (!evictOldest()) {
                throw DiskWriter.full();
            }
        }
    }

    private void land(Flight flight, Path whole, long size) throws IOException {
        while (rows.total() + size > quota && evictOldest()) {
            // until it fits
        }
        Path target = path(flight.key());
        Files.createDirectories(root.resolve(flight.key().substring(0, 2)));
        Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        landing.lock();
        try {
            rows.keep(new MirrorRows.Cached(flight.key(), size), clock.instant());
            flying.remove(flight.key(), flight);
        } finally {
            landing.unlock();
        }
    }

    /** False where nothing is left to go. */
    private boolean evictOldest() throws IOException {
        Optional<MirrorRows.Cached> oldest = rows.oldest(1).stream().findFirst();
        if (oldest.isPresent()) {
            rows.forget(oldest.get().key());
            Files.deleteIfExists(path(oldest.get().key()));
        }
        return oldest.isPresent();
    }

    @Override
    public int sweep(Instant before) throws IOException {
        for (Flight flight : List.copyOf(flying.values())) {
            if (flight.dropIfIdle(before)) {
                flying.remove(flight.key(), flight);
            }
        }
        int swept = 0;
        try (Stream<Path> files = Files.list(incoming)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                boolean old = Files.getLastModifiedTime(file).toInstant().isBefore(before);
                if (old && !flying.containsKey(name.substring(0, Math.max(0, name.indexOf('.'))))) {
                    Files.deleteIfExists(file);
                    swept++;
                }
            }
        }
        List<MirrorRows.Cached> oldest = rows.oldest(EVICT_AT_ONCE);
        for (int i = 0; i < oldest.size() && rows.total() > quota; i++) {
            evictOldest();
            swept++;
        }
        return swept;
    }

    @Override
    public void close() {
        flying.values().forEach(Flight::cancel);
    }
}
