package dev.yardmaster.hub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/**
 * {@code TARGET.partial}, locked while open, and beside it {@code TARGET.partial.etag}: the entity tag that its content
 * belongs to.
 */
final class PartialFile implements AutoCloseable {
    private final Path target;
    private final Path partial;
    private final Path tag;
    private final FileChannel channel;
    private long size;

    private PartialFile(Path target, Path partial, FileChannel channel) throws IOException {
        this.target = target;
        this.partial = partial;
        this.tag = partial.resolveSibling(partial.getFileName() + ".etag");
        this.channel = channel;
        this.size = channel.size();
    }

    /** How the file is opened; tests put a disk in here that fails. */
    @FunctionalInterface
    interface Opener {
        Opener ON_DISK = path -> FileChannel.open(
                path,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS));

        FileChannel open(Path path) throws IOException;
    }

    static PartialFile open(Path target, Opener opener) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path partial = absolute.resolveSibling(absolute.getFileName() + ".partial");
        Files.createDirectories(directory(absolute));
        FileChannel channel = opener.open(partial);
        try {
            if (channel.tryLock() == null) {
                throw new IOException("is being downloaded by another process");
            }
            return new PartialFile(absolute, partial, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException("is being downloaded already", e);
        }
    }

    private static Path directory(Path absolute) {
        Path parent = absolute.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(absolute + " is not a file");
        }
        return parent;
    }

    long size() {
        return size;
    }

    /** Makes sure that so many bytes in all will fit. */
    void requireRoomFor(long total) throws IOException {
        Disk.requireRoom(directory(target), total - size);
    }

    Optional<String> etag() throws IOException {
        return Files.isRegularFile(tag, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(Files.readString(tag)).filter(t -> !t.isBlank())
                : Optional.empty();
    }

    /** Starts from nothing, with content that belongs to this tag; empty where it has none that can be relied on. */
    void restart(String etag) throws IOException {
        channel.truncate(0);
        size = 0;
        Files.deleteIfExists(tag);
        if (!etag.isEmpty()) {
            Files.writeString(tag, etag, StandardOpenOption.CREATE_NEW);
        }
    }

    void append(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            size += channel.write(bytes, size);
        }
    }

    void feed(Verifier verifier, Cancellation cancellation) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        for (long at = 0; at < size; ) {
            cancellation.check();
            int read = channel.read(buffer.clear(), at);
            if (read < 0) {
                throw new IOException(partial + " got shorter while it was read");
            }
            verifier.update(buffer.flip());
            at += read;
        }
    }

    /** Makes the content the target, durably, and in one step. */
    void publish() throws IOException {
        channel.force(true);
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(tag);
        Disk.syncDirectory(directory(target));
    }

    void discard() throws IOException {
        Files.deleteIfExists(tag);
        Files.deleteIfExists(partial);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
