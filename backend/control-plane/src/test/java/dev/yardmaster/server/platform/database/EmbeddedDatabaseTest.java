package dev.yardmaster.server.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.server.platform.StartFailure;
import dev.yardmaster.server.platform.YardHome;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real thing, in this JVM and in one that is killed. */
class EmbeddedDatabaseTest {
    @TempDir
    Path directory;

    /** Starts the database, writes a row, says so, and waits to be killed. */
    public static final class Victim {
        public static void main(String[] args) throws Exception {
            EmbeddedDatabase database =
                    EmbeddedDatabase.start(new YardHome(Path.of(args[0])), Integer.parseInt(args[1]));
            execute(database, "create table written (n int)", "insert into written values (42)");
            System.out.println("written");
            Thread.sleep(600_000);
        }
    }

    @Test
    void dataSurviveAKilledServerAndOnlyOneServerRunsAtATime() throws Exception {
        YardHome home = new YardHome(directory);
        int port = freePort();
        Process victim = victim(port);
        BufferedReader said = victim.inputReader(StandardCharsets.UTF_8);
        for (String line = said.readLine(); line == null || !line.equals("written"); line = said.readLine()) {
            assertThat(line).as("the child ended early").isNotNull();
        }
        assertThatThrownBy(() -> EmbeddedDatabase.start(home, freePort()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("Another server is running on");
        victim.destroyForcibly().waitFor();
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home, port)) {
            assertThat(ask(database, database.password(), "select n from written"))
                    .isEqualTo("42");
            assertThat(ask(database, database.password(), "show fsync")).isEqualTo("on");
            assertThat(ask(database, database.password(), "show synchronous_commit"))
                    .isEqualTo("on");
            assertThat(ask(database, database.password(), "show listen_addresses"))
                    .isEqualTo("127.0.0.1");
            assertThatThrownBy(() -> ask(database, "guessed", "select 1"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
        try (EmbeddedDatabase again = EmbeddedDatabase.start(home, port)) {
            assertThat(ask(again, again.password(), "select n from written")).isEqualTo("42");
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(new YardHome(directory), taken.getLocalPort()))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("Port " + taken.getLocalPort())
                    .hasMessageContaining("YARD_DATABASE_PORT");
        }
        assertThat(directory.resolve("server/pgdata-18")).doesNotExist();
    }

    private Process victim(int port) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Victim.class.getName(),
                        directory.toString(),
                        String.valueOf(port)))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void execute(EmbeddedDatabase database, String... statements) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), EmbeddedDatabase.USER, database.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String ask(EmbeddedDatabase database, String password, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), EmbeddedDatabase.USER, password);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
