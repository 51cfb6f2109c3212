package dev.yardmaster.cli.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Files that only their owner reads. */
public final class SecretFile {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private SecretFile() {}

    /** Replaces the file whole; it never exists with wider permissions or half its content. */
    public static void write(Path file, String secret) {
        try {
            Path target = file.toAbsolutePath();
            Path directory = Optional.ofNullable(target.getParent()).orElse(target);
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory, OWNER_DIRECTORY);
            }
            Path fresh = Files.createTempFile(directory, ".secret", "", OWNER_FILE);
            Files.write(fresh, (secret + "\n").getBytes(StandardCharsets.US_ASCII));
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
