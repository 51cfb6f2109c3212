package dev.yardmaster.server.deployments.store;

import dev.yardmaster.contract.agent.LogLine;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Repository;

/** The last lines of each instance. */
@Repository
public class LogStore {
    /** Lines kept of an instance. */
    public static final int KEPT = 2_000;

    private static final RowMapper<LogLine> LINE = (row, _) -> new LogLine(
            row.getLong("sequence"), row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("text"));

    private final JdbcTemplate sql;

    LogStore(JdbcTemplate sql) {
        this.sql = sql;
    }

    /** Lines that are there already stay as they are; the oldest beyond the limit go. */
    public void append(String instance, Collection<LogLine> lines) {
        sql.batchUpdate(
                "insert into instance_log (instance, sequence, at, text) values (?, ?, ?, ?) on conflict do nothing",
                lines.stream()
                        .map(l -> new Object[] {
                            instance, l.sequence(), OffsetDateTime.ofInstant(l.at(), ZoneOffset.UTC), l.text()
                        })
                        .toList());
        sql.update("""
                delete from instance_log where instance = ? and sequence <
                (select min(sequence) from (select sequence from instance_log where instance = ?
                order by sequence desc limit ?) newest)""", instance, instance, KEPT);
    }

    /** Oldest first. */
    public List<LogLine> last(String instance, int max) {
        return sql.query(
                        "select sequence, at, text from instance_log where instance = ? order by sequence desc limit ?",
                        LINE,
                        instance,
                        max)
                .reversed();
    }

    public List<LogLine> after(String instance, long sequence, int max) {
        return sql.query(
                "select sequence, at, text from instance_log where instance = ? and sequence > ? order by sequence limit ?",
                LINE,
                instance,
                sequence,
                max);
    }

    /** Lines of instances that are no more, older than this. */
    public int sweep(Instant before) {
        return sql.update("""
                delete from instance_log l where at < ? and not exists (select 1 from instance i where i.id = l.instance)""", OffsetDateTime.ofInstant(before, ZoneOffset.UTC));
    }
}
