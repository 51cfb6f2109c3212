package dev.yardmaster.server.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** One PostgreSQL per test JVM: in a container where a Docker engine answers, embedded otherwise. */
public final class TestPostgres {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestPostgres() {}

    /** How to reach one empty database. */
    public record Database(String url, String user, String password) {}

    /** A new empty database each time. */
    public static Database fresh() {
        Database main = Holder.MAIN;
        String name = "test_" + COUNT.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(main.url(), main.user(), main.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Database(main.url().replaceFirst("/[^/?]+($|\\?)", "/" + name + "$1"), main.user(), main.password());
    }

    /** Started when first asked for, stopped with the JVM. */
    private static final class Holder {
        static final Database MAIN = DockerClientFactory.instance().isDockerAvailable() ? inContainer() : embedded();

        @SuppressWarnings("resource")
        private static Database inContainer() {
            PostgreSQLContainer container = new PostgreSQLContainer("postgres:18-alpine");
            container.start();
            return new Database(container.getJdbcUrl(), container.getUsername(), container.getPassword());
        }

        private static Database embedded() {
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .start();
                return new Database("jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres", "postgres", "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
