package dev.yardmaster.server.weights.store;

import dev.yardmaster.contract.agent.StoreObservation;
import dev.yardmaster.contract.deployment.Progress;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.weights.WeightsState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** A lane of its own for what agents see of weights: one read for each report, and a batch of what is different. */
@Repository
public class WeightsStore {
    private static final String SELECT = """
            select node, key, kind, name, state, sentence, done, total, rate, from_origin, from_peers, since
            from node_weights""";

    private final JdbcTemplate batches;
    private final JdbcClient sql;

    WeightsStore(JdbcTemplate batches, JdbcClient sql) {
        this.batches = batches;
        this.sql = sql;
    }

    public List<SeenWeights> on(String node) {
        return sql.sql(SELECT + " where node = ? order by key")
                .param(node)
                .query(WeightsStore::row)
                .list();
    }

    /** Of this entry, and of these keys whatever entry they were seen as. */
    public List<SeenWeights> of(Kind kind, String name, Collection<String> keys) {
        return sql.sql(SELECT + " where (kind = ? and name = ?) or key = any(?)")
                .params(kind.name(), name, keys.toArray(String[]::new))
                .query(WeightsStore::row)
                .list();
    }

    public List<SeenWeights> of(Collection<String> keys) {
        return sql.sql(SELECT + " where key = any(?)")
                .params((Object) keys.toArray(String[]::new))
                .query(WeightsStore::row)
                .list();
    }

    public List<SeenWeights> all() {
        return sql.sql(SELECT).query(WeightsStore::row).list();
    }

    /** In the order of keys, so that two reports never wait for each other. */
    public void write(String node, Collection<SeenWeights> changed, Collection<String> gone) {
        batches.batchUpdate(
                "delete from node_weights where node = ? and key = ?",
                gone.stream().sorted().map(k -> new Object[] {node, k}).toList());
        batches.batchUpdate("""
                insert into node_weights
                (node, key, kind, name, state, sentence, done, total, rate, from_origin, from_peers, since)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (node, key) do update set kind = excluded.kind, name = excluded.name,
                state = excluded.state, sentence = excluded.sentence, done = excluded.done, total = excluded.total,
                rate = excluded.rate, from_origin = excluded.from_origin, from_peers = excluded.from_peers,
                since = excluded.since""", changed.stream().map(WeightsStore::values).toList());
    }

    public Optional<StoreObservation> store(String node) {
        return Optional.ofNullable(stores(" where node = ?", node).get(node));
    }

    public Map<String, StoreObservation> stores() {
        return stores("");
    }

    private Map<String, StoreObservation> stores(String where, Object... params) {
        return sql
                .sql("select node, used, quota, evictable from node_store" + where)
                .params(params)
                .query((row, _) -> Map.entry(
                        row.getString("node"),
                        new StoreObservation(row.getLong("used"), row.getLong("quota"), row.getLong("evictable"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** False where it is as it was. */
    public boolean write(String node, StoreObservation store) {
        return sql.sql("""
                        insert into node_store (node, used, quota, evictable) values (?, ?, ?, ?)
                        on conflict (node) do update
                        set used = excluded.used, quota = excluded.quota, evictable = excluded.evictable
                        where (node_store.used, node_store.quota, node_store.evictable)
                        is distinct from (excluded.used, excluded.quota, excluded.evictable)""")
                        .params(node, store.usedBytes(), store.quotaBytes(), store.evictableBytes())
                        .update()
                == 1;
    }

    private static Object[] values(SeenWeights w) {
        return new Object[] {
            w.node(),
            w.key(),
            w.kind().name(),
            w.name(),
            w.state().name(),
            w.sentence(),
            w.progress().done(),
            w.progress().total(),
            w.bytesPerSecond(),
            w.fromOrigin(),
            w.fromPeers(),
            w.since().atOffset(ZoneOffset.UTC)
        };
    }

    private static SeenWeights row(ResultSet row, int number) throws SQLException {
        return new SeenWeights(
                row.getString("node"),
                row.getString("key"),
                Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                WeightsState.valueOf(row.getString("state")),
                row.getString("sentence"),
                new Progress(row.getLong("done"), row.getLong("total")),
                row.getLong("rate"),
                row.getLong("from_origin"),
                row.getLong("from_peers"),
                row.getObject("since", OffsetDateTime.class).toInstant());
    }
}
