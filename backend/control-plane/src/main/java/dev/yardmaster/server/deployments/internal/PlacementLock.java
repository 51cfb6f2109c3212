package dev.yardmaster.server.deployments.internal;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** One plan at a time, over all servers: two at once could promise the same memory twice. */
@Component
class PlacementLock {
    private static final long KEY = 0x796172642d706c61L;

    private final JdbcTemplate sql;

    PlacementLock(JdbcTemplate sql) {
        this.sql = sql;
    }

    /** Waits for its turn; ends with the transaction. */
    void take() {
        sql.query("select pg_advisory_xact_lock(?)", row -> {}, KEY);
    }
}
