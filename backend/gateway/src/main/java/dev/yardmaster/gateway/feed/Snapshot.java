package dev.yardmaster.gateway.feed;

import dev.yardmaster.contract.route.RouteTable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;

/** The last good route table on disk, readable by us alone and only with the token. Replaced atomically. */
public final class Snapshot {
    private final Path file;

    /** @param directory made when needed, mode 0700 */
    public Snapshot(Path directory) {
        file = directory.resolve("routes.snapshot");
    }

    public Path file() {
        return file;
    }

    /**
     * The table that was saved last; empty where none was.
     *
     * @throws IOException when there is one that cannot be used, saying why
     */
    public Optional<RouteTable> load(String token) throws IOException {
        try {
            return Optional.of(TableCodec.read(SnapshotCipher.open(Files.readAllBytes(file), token)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IOException("it does not open with the present token", e);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    public void save(RouteTable table, String token) throws IOException {
        Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path fresh = directory.resolve(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        write(fresh, sealed(table, token));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] sealed(RouteTable table, String token) throws IOException {
        try {
            return SnapshotCipher.seal(TableWriter.write(table), token);
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java cannot encrypt with AES-GCM and HKDF", e);
        }
    }

    private static void write(Path fresh, byte[] bytes) throws IOException {
        var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel = FileChannel.open(fresh, options, mode)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }
}
