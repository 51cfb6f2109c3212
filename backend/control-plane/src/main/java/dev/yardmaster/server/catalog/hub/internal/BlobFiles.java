package dev.yardmaster.server.catalog.hub.internal;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Content on disk, under {@code <aa>/<sha256>}; a file that is there is complete and was verified. */
final class BlobFiles {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final int CHUNK = 1 << 17;

    private final Path root;
    private final Path incoming;
    private final BlobDisk disk;

    BlobFiles(Path root, BlobDisk disk) {
        this.root = root;
        this.incoming = root.resolve("incoming");
        this.disk = disk;
        try {
            Files.createDirectories(incoming);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the hub's directory " + incoming, e);
        }
    }

    static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    /** @throws IllegalArgumentException where the text is no digest, so that it cannot name another file */
    Path path(String sha256) {
        if (!isDigest(sha256)) {
            throw new IllegalArgumentException("'" + sha256 + "' is not a digest");
        }
        return root.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    /**
     * Content on its way in: written, verified and durable, but not visible yet.
     *
     * @param gitId empty for content too large for git
     */
    record Received(Path file, String sha256, long size, String gitId) {}

    /**
     * Takes in a stream. Whatever goes wrong, nothing is left behind.
     *
     * @param announced bytes to expect; negative where that is not known
     */
    Received receive(InputStream content, String sha256, long announced) throws IOException {
        if (announced > disk.room(incoming)) {
            throw DiskWriter.full();
        }
        Path file = incoming.resolve(sha256 + "." + java.util.UUID.randomUUID());
        try {
            MessageDigest digest = GitObjects.digest("SHA-256");
            long size = write(content, file, digest, announced);
            verify(sha256, HexFormat.of().formatHex(digest.digest()), announced, size);
            return new Received(file, sha256, size, size < LargeFiles.THRESHOLD ? gitId(file, size) : "");
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private long write(InputStream content, Path file, MessageDigest digest, long announced) throws IOException {
        long size = 0;
        byte[] chunk = new byte[CHUNK];
        try (DiskWriter out = DiskWriter.create(disk, file)) {
            for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
                size += read;
                if (announced >= 0 && size > announced) {
                    throw ProblemException.of(
                            ProblemType.DIGEST_MISMATCH, "The upload is longer than the " + announced + " bytes said.");
                }
                digest.update(chunk, 0, read);
                out.append(ByteBuffer.wrap(chunk, 0, read));
            }
            out.force();
        }
        return size;
    }

    private static void verify(String expected, String actual, long announced, long size) {
        if (announced >= 0 && announced != size) {
            throw ProblemException.of(
                    ProblemType.DIGEST_MISMATCH, "The upload broke off after " + size + " of " + announced + " bytes.");
        }
        if (!expected.equals(actual)) {
            throw ProblemException.of(
                    ProblemType.DIGEST_MISMATCH,
                    "The content's SHA-256 is " + actual + ", not " + expected + "; nothing was kept of it.");
        }
    }

    /**
     * Takes over a file that is there already; it is moved away once published, or stays where it is not what it should
     * be.
     */
    Received adopt(Path file, String sha256, long announced) throws IOException {
        MessageDigest digest = GitObjects.digest("SHA-256");
        byte[] chunk = new byte[CHUNK];
        long size = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
                size += read;
            }
        }
        verify(sha256, HexFormat.of().formatHex(digest.digest()), announced, size);
        return new Received(file, sha256, size, size < LargeFiles.THRESHOLD ? gitId(file, size) : "");
    }

    private static String gitId(Path file, long size) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return GitObjects.blobId(in, size);
        }
    }

    /** Makes received content visible, durably and in one step. */
    void publish(Received received) throws IOException {
        Path target = path(received.sha256());
        Path directory = root.resolve(received.sha256().substring(0, 2));
        Files.createDirectories(directory);
        Files.move(received.file(), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    void drop(Received received) throws IOException {
        Files.deleteIfExists(received.file());
    }

    void delete(String sha256) throws IOException {
        Files.deleteIfExists(path(sha256));
    }

    /** Digests of files that have not been touched since; only names that we give are looked at. */
    List<String> olderThan(Instant before) throws IOException {
        try (Stream<Path> files = Files.walk(root, 2)) {
            return files.filter(f -> isOurs(f) && isOlder(f, before))
                    .map(f -> f.getFileName().toString())
                    .toList();
        }
    }

    /** Clears away what uploads left that never ended, those of a killed server. */
    int dropIncoming(Instant before) throws IOException {
        List<Path> stale;
        try (Stream<Path> files = Files.list(incoming)) {
            stale = files.filter(f -> isOlder(f, before)).toList();
        }
        for (Path file : stale) {
            Files.deleteIfExists(file);
        }
        return stale.size();
    }

    private boolean isOurs(Path file) {
        String name = file.getFileName().toString();
        return isDigest(name) && file.equals(path(name));
    }

    private static boolean isOlder(Path file, Instant before) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (IOException e) {
            return false;
        }
    }
}
