package dev.yardmaster.server.weights.store;

import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.contract.document.PrefetchSpec;
import dev.yardmaster.server.weights.WeightsContent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Prefetch policies, and what nodes were told for them. */
@Repository
public class PrefetchStore {
    private static final String SELECT =
            "select name, project, labels, spec, content, version, created_at from prefetch ";
    private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};

    private final JdbcClient sql;
    private final JsonMapper json;

    PrefetchStore(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    public List<StoredPrefetch> all() {
        return sql.sql(SELECT + "order by name").query(this::row).list();
    }

    public Optional<StoredPrefetch> find(String name) {
        return sql.sql(SELECT + "where name = ?").param(name).query(this::row).optional();
    }

    /** Until the end of the transaction nobody else changes it. */
    public Optional<StoredPrefetch> lock(String name) {
        return sql.sql(SELECT + "where name = ? for update")
                .param(name)
                .query(this::row)
                .optional();
    }

    public OptionalLong version(String name) {
        return sql.sql("select version from prefetch where name = ?")
                .param(name)
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /** Names of the policies for this entry. */
    public List<String> of(Kind kind, String entry) {
        return sql.sql("select name from prefetch where kind = ? and entry = ? order by name")
                .params(kind.name(), entry)
                .query(String.class)
                .list();
    }

    /** Makes it, or changes it to this; versions are counted here. */
    public void save(StoredPrefetch wanted, Instant now) {
        sql.sql("""
                        insert into prefetch (name, project, labels, spec, kind, entry, content, version, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, 0, ?)
                        on conflict (name) do update set labels = excluded.labels, spec = excluded.spec,
                        kind = excluded.kind, entry = excluded.entry, content = excluded.content,
                        version = prefetch.version + 1""")
                .params(
                        wanted.name(),
                        wanted.metadata().project(),
                        json.writeValueAsString(wanted.metadata().labels()),
                        json.writeValueAsString(wanted.spec()),
                        wanted.content().kind().name(),
                        wanted.content().name(),
                        json.writeValueAsString(wanted.content()),
                        now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The document stays as it was, and so does its version. */
    public void content(String name, WeightsContent content) {
        sql.sql("update prefetch set content = ? where name = ?")
                .params(json.writeValueAsString(content), name)
                .update();
    }

    public void delete(String name) {
        sql.sql("delete from prefetch where name = ?").param(name).update();
    }

    /** What each node was told last, by node. */
    public Map<String, String> told() {
        return sql
                .sql("select node, digest from node_prefetch")
                .query((row, _) -> Map.entry(row.getString("node"), row.getString("digest")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Nothing where the node is gone. */
    public void told(String node, String digest) {
        sql.sql("""
                        insert into node_prefetch (node, digest) select name, ? from node where name = ?
                        on conflict (node) do update set digest = excluded.digest""").params(digest, node).update();
    }

    private StoredPrefetch row(ResultSet row, int number) throws SQLException {
        return new StoredPrefetch(
                new Metadata(
                        row.getString("name"),
                        row.getString("project"),
                        json.readValue(row.getString("labels"), LABELS),
                        Optional.of(row.getLong("version")),
                        Optional.of(row.getObject("created_at", OffsetDateTime.class)
                                .toInstant())),
                json.readValue(row.getString("spec"), PrefetchSpec.class),
                json.readValue(row.getString("content"), WeightsContent.class));
    }
}
