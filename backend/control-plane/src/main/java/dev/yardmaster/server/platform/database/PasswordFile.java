package dev.yardmaster.server.platform.database;

import dev.yardmaster.server.platform.secret.SecretFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The library that starts PostgreSQL asks whether it is up without a password; the driver looks one up in the file that
 * this property names. It exists only while the database starts.
 */
final class PasswordFile implements AutoCloseable {
    private static final String PROPERTY = "org.postgresql.pgpassfile";

    private final Path file;
    private final @Nullable String before;

    private PasswordFile(Path file, @Nullable String before) {
        this.file = file;
        this.before = before;
    }

    static PasswordFile offer(Path directory, String user, String password) {
        Path file = directory.resolve("database.pgpass");
        SecretFiles.write(file, "*:*:*:" + user + ":" + password);
        return new PasswordFile(file, System.setProperty(PROPERTY, file.toString()));
    }

    @Override
    public void close() throws IOException {
        if (before == null) {
            System.clearProperty(PROPERTY);
        } else {
            System.setProperty(PROPERTY, before);
        }
        Files.deleteIfExists(file);
    }
}
