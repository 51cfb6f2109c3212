package dev.yardmaster.server.catalog.hub.internal;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.catalog.hub.store.BlobRows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Content, on disk and in the tables together: what a row says is there is on disk. */
public class Blobs implements Sweepable {
    private static final Logger LOG = LoggerFactory.getLogger(Blobs.class);
    private static final int SWEEP_AT_ONCE = 1000;

    private final BlobFiles files;
    private final BlobRows rows;
    private final Clock clock;

    /** Of content being published and swept away at the same time, one goes first. */
    private final List<ReentrantLock> locks =
            IntStream.range(0, 64).mapToObj(_ -> new ReentrantLock()).toList();

    Blobs(BlobFiles files, BlobRows rows, Clock clock) {
        this.files = files;
        this.rows = rows;
        this.clock = clock;
    }

    /** Its size; empty where it is not there. If it is, it stays for the grace time. */
    public Optional<Long> touch(String sha256) {
        return rows.touch(check(sha256), clock.instant()).map(BlobRows.Blob::size);
    }

    /**
     * Takes in content, verified while it streams.
     *
     * @param announced its size where that is known, otherwise negative
     * @return its size
     * @throws ProblemException digest-mismatch or storage-full, and nothing was kept
     */
    public long put(String sha256, InputStream content, long announced) throws IOException {
        return publish(files.receive(content, check(sha256), announced));
    }

    /** The same with a file of ours, which is gone afterwards. */
    public long adopt(Path file, String sha256, long size) throws IOException {
        return publish(files.adopt(file, check(sha256), size));
    }

    /** Small content that a commit brought along; answers its digest. */
    public String put(byte[] content) throws IOException {
        String sha256 = HexFormat.of().formatHex(GitObjects.digest("SHA-256").digest(content));
        if (touch(sha256).isEmpty()) {
            put(sha256, new ByteArrayInputStream(content), content.length);
        }
        return sha256;
    }

    private long publish(BlobFiles.Received received) throws IOException {
        String sha256 = received.sha256();
        try {
            return locked(sha256, () -> {
                files.publish(received);
                rows.put(new BlobRows.Blob(sha256, received.size(), received.gitId()), clock.instant());
                return received.size();
            });
        } finally {
            files.drop(received);
        }
    }

    public Path path(String sha256) {
        return files.path(sha256);
    }

    /** Removes content that no commit holds and that nobody touched since; says how much. */
    @Override
    public int sweep(Instant before) throws IOException {
        int swept = files.dropIncoming(before);
        for (String sha256 : rows.unreferenced(before, SWEEP_AT_ONCE)) {
            swept += remove(sha256, () -> rows.forget(sha256, before));
        }
        List<String> old = files.olderThan(before);
        Set<String> known = rows.known(old);
        for (String sha256 : old.stream().filter(f -> !known.contains(f)).toList()) {
            swept += remove(sha256, () -> rows.known(List.of(sha256)).isEmpty());
        }
        if (swept > 0) {
            LOG.info("Removed {} files from the hub that nothing refers to", swept);
        }
        return swept;
    }

    private int remove(String sha256, Check mayGo) throws IOException {
        return locked(sha256, () -> {
            if (!mayGo.test()) {
                return 0;
            }
            files.delete(sha256);
            return 1;
        });
    }

    private interface Check {
        boolean test();
    }

    private interface Action<T> {
        T run() throws IOException;
    }

    private <T> T locked(String sha256, Action<T> action) throws IOException {
        ReentrantLock lock = locks.get(Math.floorMod(sha256.hashCode(), locks.size()));
        lock.lock();
        try {
            return action.run();
        } finally {
            lock.unlock();
        }
    }

    private static String check(String sha256) {
        return Optional.of(sha256)
                .filter(BlobFiles::isDigest)
                .orElseThrow(() -> ProblemException.invalid(
                        "sha256", "'" + sha256 + "' is not a digest", "expected 64 hex digits, lower case"));
    }
}
