package dev.yardmaster.server.platform.idempotency;

import dev.yardmaster.server.platform.secret.SecretBox;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Answers by caller and key. Bodies are sealed, as a new API key's token may be among them. */
@Repository
class Answers {
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final JdbcTemplate sql;
    private final SecretBox box;
    private final JsonMapper json;

    Answers(JdbcTemplate sql, SecretBox box, JsonMapper json) {
        this.sql = sql;
        this.box = box;
        this.json = json;
    }

    /** Whose key it is; keys of different callers have nothing to do with one another. */
    record Key(String caller, String key) {}

    /** @param answer absent while the first request is still at work */
    record Entry(String request, String digest, Instant at, Optional<Answer> answer) {}

    record Answer(int status, Map<String, String> headers, String body) {}

    /** True for the one that came first; an unfinished attempt from before {@code stale} is taken over. */
    boolean begin(Key key, String request, String digest, Instant now, Instant stale) {
        return sql.update("""
                        insert into idempotency as i (caller, key, request, digest, created_at)
                        values (?, ?, ?, ?, ?)
                        on conflict (caller, key) do update set created_at = excluded.created_at
                        where i.status is null and i.created_at < ?
                          and i.request = excluded.request and i.digest = excluded.digest
                        """, key.caller(), key.key(), request, digest, Timestamp.from(now), Timestamp.from(stale))
                == 1;
    }

    Optional<Entry> find(Key key) {
        return sql
                .query(
                        "select request, digest, created_at, status, headers, body from idempotency"
                                + " where caller = ? and key = ?",
                        (row, i) -> {
                            int status = row.getInt(4);
                            Optional<Answer> answer = row.wasNull()
                                    ? Optional.empty()
                                    : Optional.of(new Answer(
                                            status,
                                            json.readValue(row.getString(5), HEADERS),
                                            box.open("idempotency", row.getString(6))));
                            return new Entry(
                                    row.getString(1),
                                    row.getString(2),
                                    row.getTimestamp(3).toInstant(),
                                    answer);
                        },
                        key.caller(),
                        key.key())
                .stream()
                .findFirst();
    }

    void finish(Key key, Answer answer) {
        sql.update(
                "update idempotency set status = ?, headers = ?, body = ? where caller = ? and key = ?",
                answer.status(),
                json.writeValueAsString(answer.headers()),
                box.seal("idempotency", answer.body()),
                key.caller(),
                key.key());
    }

    void forget(Key key) {
        sql.update("delete from idempotency where caller = ? and key = ?", key.caller(), key.key());
    }

    int forgetOlderThan(Instant now, Duration age) {
        return sql.update("delete from idempotency where created_at < ?", Timestamp.from(now.minus(age)));
    }
}
