package dev.yardmaster.server.runtimes.store;

import dev.yardmaster.contract.document.Metadata;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Stated runtimes in the database. */
@Repository
public class RuntimeStore {
    private static final String SELECT = "select name, project, labels, spec, base, version, created_at from runtime ";
    private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};

    private final JdbcClient sql;
    private final JsonMapper json;

    RuntimeStore(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** By name. */
    public List<StoredRuntime> all() {
        return sql.sql(SELECT + "order by name").query(this::row).list();
    }

    public Optional<StoredRuntime> find(String name) {
        return sql.sql(SELECT + "where name = ?").param(name).query(this::row).optional();
    }

    /** Until the end of the transaction nobody else changes it or holds on to it. */
    public Optional<StoredRuntime> lock(String name) {
        return sql.sql(SELECT + "where name = ? for update")
                .param(name)
                .query(this::row)
                .optional();
    }

    /** Keeps others from changing or deleting it until the transaction ends; false where it is not there. */
    public boolean hold(String name) {
        return sql.sql("select name from runtime where name = ? for share")
                .param(name)
                .query(String.class)
                .optional()
                .isPresent();
    }

    /** Names of those that extend this one. */
    public List<String> on(String base) {
        return sql.sql("select name from runtime where base = ? order by name")
                .param(base)
                .query(String.class)
                .list();
    }

    /** Makes it, or changes it to this; versions are counted here. */
    public void save(StoredRuntime wanted, Instant now) {
        sql.sql("""
                        insert into runtime (name, project, labels, spec, base, version, created_at)
                        values (?, ?, ?, ?, nullif(?, ''), 0, ?)
                        on conflict (name) do update set labels = excluded.labels, spec = excluded.spec,
                        base = excluded.base, version = runtime.version + 1""")
                .params(
                        wanted.name(),
                        wanted.metadata().project(),
                        json.writeValueAsString(wanted.metadata().labels()),
                        json.writeValueAsString(wanted.spec()),
                        wanted.base().orElse(""),
                        now.atOffset(ZoneOffset.UTC))
                .update();
    }

    public void delete(String name) {
        sql.sql("delete from runtime where name = ?").param(name).update();
    }

    private StoredRuntime row(ResultSet row, int number) throws SQLException {
        return new StoredRuntime(
                new Metadata(
                        row.getString("name"),
                        row.getString("project"),
                        json.readValue(row.getString("labels"), LABELS),
                        Optional.of(row.getLong("version")),
                        Optional.of(row.getObject("created_at", OffsetDateTime.class)
                                .toInstant())),
                (ObjectNode) json.readTree(row.getString("spec")),
                Optional.ofNullable(row.getString("base")));
    }
}
