package dev.yardmaster.server.routes.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The one row that says which version the routes are at. */
@Repository
public class RouteVersionStore {
    private final JdbcClient sql;

    RouteVersionStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** What was last handed out. */
    public record RouteVersion(long version, String digest, Instant madeAt) {}

    /** Until the end of the transaction no other server makes a version. */
    public RouteVersion lock() {
        return sql.sql("select version, digest, made_at from route_table for update")
                .query((row, _) -> new RouteVersion(
                        row.getLong("version"),
                        row.getString("digest"),
                        row.getObject("made_at", OffsetDateTime.class).toInstant()))
                .single();
    }

    public void write(RouteVersion next) {
        sql.sql("update route_table set version = ?, digest = ?, made_at = ?")
                .params(next.version(), next.digest(), OffsetDateTime.ofInstant(next.madeAt(), ZoneOffset.UTC))
                .update();
    }
}
