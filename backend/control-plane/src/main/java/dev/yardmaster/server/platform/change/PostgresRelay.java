package dev.yardmaster.server.platform.change;

import dev.yardmaster.contract.event.Change;
import dev.yardmaster.server.platform.Ids;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** LISTEN and NOTIFY: delivered on commit, to every server that is connected then. */
final class PostgresRelay implements ChangeRelay, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresRelay.class);
    private static final String CHANNEL = "yard_changes";

    /** PostgreSQL takes payloads below 8000 bytes. */
    private static final int PER_MESSAGE = 20;

    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final int WAIT_MILLIS = 1000;

    private final String origin = Ids.random(10);
    private final JdbcTemplate sql;
    private final JdbcConnectionDetails database;
    private final JsonMapper json;
    private volatile Consumer<Change> listener = change -> {};
    private volatile boolean running;

    PostgresRelay(JdbcTemplate sql, JdbcConnectionDetails database, JsonMapper json) {
        this.sql = sql;
        this.database = database;
        this.json = json;
    }

    /** What goes over the wire. */
    record Message(String origin, List<Change> changes) {}

    @Override
    public void send(Collection<Change> changes) {
        List<Change> all = new ArrayList<>(changes);
        for (int i = 0; i < all.size(); i += PER_MESSAGE) {
            List<Change> some = all.subList(i, Math.min(all.size(), i + PER_MESSAGE));
            sql.query("select pg_notify(?, ?)", row -> {}, CHANNEL, json.writeValueAsString(new Message(origin, some)));
        }
    }

    @Override
    public void onForeignChange(Consumer<Change> consumer) {
        listener = consumer;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("change-relay").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            try (Connection connection = connect()) {
                receive(connection);
            } catch (SQLException e) {
                LOG.warn("Changes of other servers are not heard for now: {}", e.getMessage());
                pause();
            }
        }
    }

    /** A connection of its own, as it waits for ever. */
    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", String.valueOf(database.getUsername()));
        properties.setProperty("password", String.valueOf(database.getPassword()));
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        Connection connection = DriverManager.getConnection(database.getJdbcUrl(), properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + CHANNEL);
        }
        return connection;
    }

    private void receive(Connection connection) throws SQLException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        while (running) {
            PGNotification[] news = postgres.getNotifications(WAIT_MILLIS);
            for (PGNotification one : news == null ? new PGNotification[0] : news) {
                hear(one.getParameter());
            }
        }
    }

    private void hear(String text) {
        Message message = json.readValue(text, Message.class);
        if (!message.origin().equals(origin)) {
            message.changes().forEach(listener);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
