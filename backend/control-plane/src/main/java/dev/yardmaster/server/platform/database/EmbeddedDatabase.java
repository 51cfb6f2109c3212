package dev.yardmaster.server.platform.database;

import dev.yardmaster.server.platform.Ids;
import dev.yardmaster.server.platform.StartFailure;
import dev.yardmaster.server.platform.YardHome;
import dev.yardmaster.server.platform.secret.SecretFiles;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL below {@code YARD_HOME/server}, owned by this process for as long as it lives. Writes are durable;
 * whoever connects needs the generated password.
 */
final class EmbeddedDatabase implements AutoCloseable {
    static final String USER = "postgres";

    /** Another major version cannot read the directory, so its name says which one wrote it. */
    private static final String DATA = "pgdata-18";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private final DirectoryLock lock;
    private final EmbeddedPostgres postgres;
    private final String password;

    private EmbeddedDatabase(DirectoryLock lock, EmbeddedPostgres postgres, String password) {
        this.lock = lock;
        this.postgres = postgres;
        this.password = password;
    }

    static EmbeddedDatabase start(YardHome home, int port) {
        long began = System.nanoTime();
        HostChecks.user();
        DirectoryLock lock = DirectoryLock.take(home.server());
        try {
            Path data = home.server().resolve(DATA);
            OrphanPostmaster.stop(data);
            HostChecks.free(port);
            boolean first = !Files.exists(data.resolve("PG_VERSION"));
            if (first) {
                LOG.info("Making a PostgreSQL database in {}", data);
            }
            String password = password(home, first);
            EmbeddedPostgres postgres = launch(home, data, port, password, first);
            LOG.info("PostgreSQL answers on 127.0.0.1:{} after {} ms", postgres.getPort(), millisSince(began));
            return new EmbeddedDatabase(lock, postgres, password);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static String password(YardHome home, boolean first) {
        Path file = home.secrets().resolve("database.password");
        if (first) {
            SecretFiles.write(file, Ids.secret());
        }
        return SecretFiles.read(file)
                .orElseThrow(() -> new StartFailure("The password of the embedded PostgreSQL is missing: " + file
                        + " is gone, but the database is there; bring the file back."));
    }

    private static EmbeddedPostgres launch(YardHome home, Path data, int port, String password, boolean first) {
        try (PasswordFile _ = PasswordFile.offer(home.secrets(), USER, password)) {
            return builder(home, data, port, first).start();
        } catch (IOException | RuntimeException e) {
            if (first) {
                Directories.delete(data);
            }
            throw new StartFailure(
                    "The embedded PostgreSQL does not start (" + e.getMessage() + "); see " + log(home)
                            + HostChecks.hint() + ", or name another one with YARD_DATABASE_URL.",
                    e);
        }
    }

    private static EmbeddedPostgres.Builder builder(YardHome home, Path data, int port, boolean first) {
        ProcessBuilder.Redirect log = ProcessBuilder.Redirect.appendTo(log(home).toFile());
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPort(port)
                .setCleanDataDirectory(false)
                .setDataDirectory(data)
                .setOverrideWorkingDirectory(home.server().resolve("pgbin").toFile())
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                // The library switches durability off for tests; this is no test.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "''")
                .setServerConfig("max_connections", "64");
        if (first) {
            // Read by initdb, where the last mention wins over the library's own "-A trust".
            builder.setLocaleConfig("auth", "scram-sha-256")
                    .setLocaleConfig(
                            "pwfile",
                            home.secrets().resolve("database.password").toString())
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8");
        }
        return builder;
    }

    private static Path log(YardHome home) {
        return home.server().resolve("postgresql.log");
    }

    private static long millisSince(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
    }

    String password() {
        return password;
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            postgres.close();
        }
    }
}
