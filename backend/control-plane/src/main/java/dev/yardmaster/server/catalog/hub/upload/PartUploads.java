package dev.yardmaster.server.catalog.hub.upload;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.catalog.hub.internal.BlobDisk;
import dev.yardmaster.server.catalog.hub.internal.Blobs;
import dev.yardmaster.server.catalog.hub.internal.DiskWriter;
import dev.yardmaster.server.catalog.hub.internal.GitObjects;
import dev.yardmaster.server.catalog.hub.internal.Sweepable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Content that comes in parts, in any order, each as often as the client likes. A directory per upload holds one file
 * that the parts are written into, and a small file beside it for each part that is there, so that a restart loses none.
 */
public final class PartUploads implements Sweepable {
    private static final String DATA = "data";
    private static final int CHUNK = 1 << 17;

    private final Path root;
    private final BlobDisk disk;
    private final Blobs blobs;

    PartUploads(Path root, BlobDisk disk, Blobs blobs) {
        this.root = root;
        this.disk = disk;
        this.blobs = blobs;
    }

    /**
     * @param announced bytes to expect; negative where that is not known
     * @return the part's tag
     */
    public String put(Ticket ticket, InputStream content, long announced) throws IOException {
        if (announced >= 0 && announced != ticket.length()) {
            throw wrongLength(ticket, announced);
        }
        Path directory = Files.createDirectories(root.resolve(ticket.session()));
        if (ticket.length() > disk.room(directory)) {
            throw DiskWriter.full();
        }
        Path marker = directory.resolve(Integer.toString(ticket.part()));
        Files.deleteIfExists(marker);
        String tag = write(ticket, content, directory.resolve(DATA));
        Files.writeString(marker, tag);
        return tag;
    }

    private String write(Ticket ticket, InputStream content, Path data) throws IOException {
        MessageDigest digest = GitObjects.digest("SHA-256");
        byte[] chunk = new byte[CHUNK];
        long left = ticket.length();
        try (DiskWriter out = DiskWriter.open(disk, data, ticket.offset())) {
            for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
                if (read > left) {
                    throw wrongLength(ticket, ticket.length() - left + read);
                }
                digest.update(chunk, 0, read);
                out.append(ByteBuffer.wrap(chunk, 0, read));
                left -= read;
            }
            out.force();
        }
        if (left > 0) {
            throw wrongLength(ticket, ticket.length() - left);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static ProblemException wrongLength(Ticket ticket, long actual) {
        return ProblemException.of(
                ProblemType.DIGEST_MISMATCH,
                "Part " + ticket.part() + " has " + actual + " bytes or more instead of " + ticket.length() + ".");
    }

    /**
     * Puts the parts together; content that is not what its digest says is thrown away with all its parts.
     *
     * @param tags of the parts as the client was told them, by number
     */
    public void complete(Ticket ticket, Map<Integer, String> tags) throws IOException {
        if (blobs.touch(ticket.sha256()).isPresent()) {
            drop(root.resolve(ticket.session()));
            return;
        }
        Path directory = root.resolve(ticket.session());
        for (int part = 1; part <= ticket.parts(); part++) {
            check(directory, part, tags.getOrDefault(part, ""));
        }
        if (tags.size() != ticket.parts()) {
            throw ProblemException.invalid(
                    "parts", "there are " + tags.size(), "expected 1 to " + ticket.parts() + ", each once");
        }
        try {
            blobs.adopt(directory.resolve(DATA), ticket.sha256(), ticket.size());
        } finally {
            drop(directory);
        }
    }

    private static void check(Path directory, int part, String tag) throws IOException {
        String stored;
        try {
            stored = Files.readString(directory.resolve(Integer.toString(part)));
        } catch (NoSuchFileException e) {
            throw ProblemException.invalid("parts", "part " + part + " is not here", "upload it first");
        }
        if (!stored.equals(tag.replace("\"", ""))) {
            throw ProblemException.invalid(
                    "parts", "part " + part + " has the tag '" + tag + "'", "expected '" + stored + "'");
        }
    }

    @Override
    public int sweep(Instant before) throws IOException {
        if (!Files.isDirectory(root)) {
            return 0;
        }
        int swept = 0;
        try (Stream<Path> directories = Files.list(root)) {
            for (Path directory : directories.toList()) {
                if (isOlder(directory, before)) {
                    drop(directory);
                    swept++;
                }
            }
        }
        return swept;
    }

    private static boolean isOlder(Path directory, Instant before) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.toList()) {
                if (!Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static void drop(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> files = Files.list(directory)) {
            all = files.toList();
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(directory);
    }
}
