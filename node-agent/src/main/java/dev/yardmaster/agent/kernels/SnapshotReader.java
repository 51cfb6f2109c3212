package dev.yardmaster.agent.kernels;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Unpacks a snapshot into a directory that nobody else writes to. Never follows a link, never writes outside of it, never
 * over a file, and never more than the limits; nothing that it makes is readable by others or runs as somebody else.
 */
final class SnapshotReader {
    private static final int PIECE = 1 << 16;

    private final SharingLimits limits;

    SnapshotReader(SharingLimits limits) {
        this.limits = limits;
    }

    /** @throws BadSnapshot for anything that {@link SnapshotWriter} does not write; some files may be there by then */
    void unpack(Path archive, Path directory) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
            if (in.readInt() != SnapshotWriter.MAGIC) {
                throw new BadSnapshot("it does not begin like one");
            }
            long room = limits.bytes();
            String last = "";
            for (int files = 0; more(in); files++) {
                String name = in.readUTF();
                if (!EntryName.isGood(name) || name.compareTo(last) <= 0 || files >= limits.files()) {
                    throw new BadSnapshot("it has a name that it must not have, or too many");
                }
                room -= file(in, directory.resolve(name), room);
                last = name;
            }
            if (in.read() >= 0) {
                throw new BadSnapshot("there is more behind its end");
            }
        } catch (EOFException | UTFDataFormatException | InvalidPathException | FileAlreadyExistsException e) {
            throw new BadSnapshot("it is broken (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static boolean more(DataInputStream in) throws IOException {
        return switch (in.readByte()) {
            case 0 -> false;
            case 1 -> true;
            default -> throw new BadSnapshot("it has an entry that is no file");
        };
    }

    private static long file(DataInputStream in, Path file, long room) throws IOException {
        boolean executable = in.readBoolean();
        long time = in.readLong();
        long length = in.readLong();
        if (length < 0 || length > room || time < 0) {
            throw new BadSnapshot("it is larger than it may be");
        }
        Files.createDirectories(
                java.util.Objects.requireNonNull(file.getParent()),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        byte[] piece = new byte[PIECE];
        try (OutputStream out = Files.newOutputStream(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            for (long left = length; left > 0; ) {
                int read = in.read(piece, 0, (int) Math.min(PIECE, left));
                if (read < 0) {
                    throw new EOFException();
                }
                out.write(piece, 0, read);
                left -= read;
            }
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(executable ? "rwx------" : "rw-------"));
        Files.setLastModifiedTime(file, FileTime.fromMillis(time));
        return length;
    }
}
