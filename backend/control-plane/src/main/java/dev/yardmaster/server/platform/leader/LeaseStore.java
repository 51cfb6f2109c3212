package dev.yardmaster.server.platform.leader;

import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** The lease's row. All times are the database's, so servers' clocks may differ. */
final class LeaseStore {
    private final JdbcTemplate sql;

    LeaseStore(JdbcTemplate sql) {
        this.sql = sql;
    }

    /**
     * Takes or renews the lease; returns its term, which grows with every change of holder.
     *
     * @param seize whoever holds it is known to be gone
     */
    Optional<Long> acquire(String name, String holder, Duration ttl, boolean seize) {
        return sql.queryForList("""
                        insert into leader_lease as l (name, holder, term, expires_at)
                        values (?, ?, 1, now() + ? * interval '1 millisecond')
                        on conflict (name) do update
                        set holder = excluded.holder, expires_at = excluded.expires_at,
                            term = case when l.holder = excluded.holder then l.term else l.term + 1 end
                        where l.holder = excluded.holder or l.expires_at < now() or ?
                        returning term
                        """, Long.class, name, holder, ttl.toMillis(), seize).stream()
                .findFirst();
    }

    void release(String name, String holder) {
        sql.update("update leader_lease set expires_at = now() where name = ? and holder = ?", name, holder);
    }
}
