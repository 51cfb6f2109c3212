package dev.yardmaster.server.nodes.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The heartbeat's lane: rows of its own, written many at a time. */
@Repository
public class LeaseStore {
    private final JdbcTemplate batches;
    private final JdbcClient sql;

    LeaseStore(JdbcTemplate batches, JdbcClient sql) {
        this.batches = batches;
        this.sql = sql;
    }

    /** What a heartbeat leaves behind. */
    public record Renewal(String node, Instant until, String bootId, long observedVersion) {}

    /** A lease as it stands. */
    public record Lease(Instant until, long observedVersion) {
        public static final Lease NONE = new Lease(Instant.EPOCH, 0);
    }

    public void open(Renewal lease) {
        sql.sql("""
                        insert into node_lease (node, expires_at, boot_id, observed_version) values (?, ?, ?, ?)
                        on conflict (node) do update set expires_at = excluded.expires_at, boot_id = excluded.boot_id,
                        observed_version = excluded.observed_version""")
                .params(lease.node(), NodeStore.at(lease.until()), lease.bootId(), lease.observedVersion())
                .update();
    }

    /** In the order of names, so that two servers never wait for each other. */
    public void renew(Collection<Renewal> renewals) {
        batches.batchUpdate(
                "update node_lease set expires_at = greatest(expires_at, ?), boot_id = ?, observed_version = ? where node = ?",
                renewals.stream()
                        .sorted(Comparator.comparing(Renewal::node))
                        .map(r -> new Object[] {NodeStore.at(r.until()), r.bootId(), r.observedVersion(), r.node()})
                        .toList());
    }

    public Map<String, Lease> all() {
        return sql
                .sql("select node, expires_at, observed_version from node_lease")
                .query((row, _) -> Map.entry(
                        row.getString("node"),
                        new Lease(
                                row.getObject("expires_at", OffsetDateTime.class)
                                        .toInstant(),
                                row.getLong("observed_version"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public Optional<Lease> find(String node) {
        return sql.sql("select expires_at, observed_version from node_lease where node = ?")
                .param(node)
                .query((row, _) -> new Lease(
                        row.getObject("expires_at", OffsetDateTime.class).toInstant(), row.getLong("observed_version")))
                .optional();
    }

    /** Marks those whose lease ran out before; answers whom it marked. */
    public List<String> expire(Instant now) {
        return sql.sql("""
                        update node set state = 'UNREACHABLE', state_since = ? from node_lease
                        where node_lease.node = node.name and node.state = 'ONLINE' and node_lease.expires_at < ?
                        returning node.name""")
                .params(NodeStore.at(now), NodeStore.at(now))
                .query(String.class)
                .list();
    }

    /** Marks those of these that were unreachable; answers whom it marked. */
    public List<String> revive(Collection<String> nodes, Instant now) {
        return sql.sql("""
                        update node set state = 'ONLINE', state_since = ?
                        where name = any(?) and state = 'UNREACHABLE' returning name""")
                .params(NodeStore.at(now), nodes.toArray(String[]::new))
                .query(String.class)
                .list();
    }
}
