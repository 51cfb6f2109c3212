package dev.yardmaster.agent.kernels;

import dev.yardmaster.agent.platform.Digests;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Packs a directory: the same files make the same bytes, whoever packs them. Only regular files go in, by name, with their
 * time and whether they can be executed; links and all else stay out.
 *
 * <p>{@code YKC1}, then for each file in the order of names: {@code 1}, name (UTF with its length), executable, time in
 * milliseconds, length, content; {@code 0} at the end.
 */
final class SnapshotWriter {
    static final int MAGIC = 0x594b4331;
    private static final int PIECE = 1 << 16;

    private final SharingLimits limits;

    SnapshotWriter(SharingLimits limits) {
        this.limits = limits;
    }

    /** Answers the SHA-256 of what was written. */
    String write(Path directory, Path target) throws IOException {
        Map<String, BasicFileAttributes> files = files(directory);
        var digest = Digests.sha256();
        try (OutputStream file = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW);
                DataOutputStream out =
                        new DataOutputStream(new BufferedOutputStream(new DigestOutputStream(file, digest)))) {
            out.writeInt(MAGIC);
            for (Map.Entry<String, BasicFileAttributes> entry : files.entrySet()) {
                write(directory.resolve(entry.getKey()), entry.getKey(), entry.getValue(), out);
            }
            out.writeByte(0);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void write(Path file, String name, BasicFileAttributes seen, DataOutputStream out)
            throws IOException {
        out.writeByte(1);
        out.writeUTF(name);
        out.writeBoolean(Files.isExecutable(file));
        out.writeLong(seen.lastModifiedTime().toMillis());
        out.writeLong(seen.size());
        byte[] piece = new byte[PIECE];
        long left = seen.size();
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            while (left > 0) {
                int read = in.read(piece, 0, (int) Math.min(PIECE, left));
                if (read < 0) {
                    throw new IOException(name + " became shorter while it was read");
                }
                out.write(piece, 0, read);
                left -= read;
            }
        }
    }

    private Map<String, BasicFileAttributes> files(Path directory) throws IOException {
        Map<String, BasicFileAttributes> files = new TreeMap<>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            private long bytes;

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = directory.relativize(file).toString();
                if (attributes.isRegularFile() && EntryName.isGood(name)) {
                    files.put(name, attributes);
                    bytes += attributes.size();
                }
                if (bytes > limits.bytes() || files.size() > limits.files()) {
                    throw new IOException("it is larger than " + limits.bytes() + " bytes in " + limits.files()
                            + " files, which is the most that is given to others");
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }
}
