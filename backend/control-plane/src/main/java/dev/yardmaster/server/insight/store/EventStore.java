package dev.yardmaster.server.insight.store;

import dev.yardmaster.contract.event.Event;
import dev.yardmaster.contract.event.Event.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Reading events, and forgetting old ones. They are written by the platform's event log. */
@Repository
public class EventStore {
    private static final String COLUMNS = "select id, at, severity, kind, name, reason, sentence from event ";

    private final JdbcTemplate sql;

    EventStore(JdbcTemplate sql) {
        this.sql = sql;
    }

    /** Newest first; an empty kind or name stands for any. */
    public List<Event> latest(String kind, String name, int max) {
        return sql.query(
                COLUMNS + "where (? = '' or kind = ?) and (? = '' or name = ?) order by id desc limit ?",
                EventStore::event,
                kind,
                kind,
                name,
                name,
                max);
    }

    /** Oldest first; an empty kind or name stands for any. */
    public List<Event> after(long id, String kind, String name, int max) {
        return sql.query(
                COLUMNS + "where id > ? and (? = '' or kind = ?) and (? = '' or name = ?) order by id limit ?",
                EventStore::event,
                id,
                kind,
                kind,
                name,
                name,
                max);
    }

    public long newestId() {
        Long id = sql.queryForObject("select coalesce(max(id), 0) from event", Long.class);
        return id == null ? 0 : id;
    }

    /** Forgets what is older, and whatever there is beyond the newest {@code keep}. */
    public int forget(Instant older, long keep) {
        return sql.update(
                "delete from event where at < ? or id <= (select coalesce(max(id), 0) - ? from event)",
                Timestamp.from(older),
                keep);
    }

    private static Event event(ResultSet row, int i) throws SQLException {
        return new Event(
                row.getLong(1),
                row.getTimestamp(2).toInstant(),
                Severity.valueOf(row.getString(3)),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7));
    }
}
