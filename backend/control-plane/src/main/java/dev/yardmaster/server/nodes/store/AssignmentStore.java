package dev.yardmaster.server.nodes.store;

import dev.yardmaster.contract.agent.ReleasedDevice;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Versions of assignments, and the weights that nodes hold. */
@Repository
public class AssignmentStore {
    private final JdbcTemplate batches;
    private final JdbcClient sql;

    AssignmentStore(JdbcTemplate batches, JdbcClient sql) {
        this.batches = batches;
        this.sql = sql;
    }

    public void open(String node) {
        sql.sql("""
                        insert into node_assignment (node, version) values (?, nextval('assignment_version'))
                        on conflict (node) do update set version = excluded.version""").param(node).update();
    }

    /** In the order of names, so that two transactions never wait for each other. */
    public void bump(Collection<String> nodes) {
        batches.batchUpdate(
                "update node_assignment set version = nextval('assignment_version') where node = ?",
                new TreeSet<>(nodes).stream().map(n -> new Object[] {n}).toList());
    }

    public long version(String node) {
        return sql.sql("select version from node_assignment where node = ?")
                .param(node)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    public Map<String, Long> versions() {
        return sql
                .sql("select node, version from node_assignment")
                .query((row, _) -> Map.entry(row.getString("node"), row.getLong("version")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public Set<String> held(String node) {
        return Set.copyOf(sql.sql("select model_key from node_model where node = ?")
                .param(node)
                .query(String.class)
                .list());
    }

    public Map<String, Set<String>> held() {
        return sql
                .sql("select node, model_key from node_model")
                .query((row, _) -> Map.entry(row.getString("node"), row.getString("model_key")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
    }

    /** Devices that people took out of quarantine. */
    public List<ReleasedDevice> released(String node) {
        return sql.sql("select device, up_to from node_released_device where node = ? order by device")
                .param(node)
                .query((row, _) -> new ReleasedDevice(
                        row.getString("device"),
                        row.getObject("up_to", OffsetDateTime.class).toInstant()))
                .list();
    }

    public void release(String node, ReleasedDevice device) {
        sql.sql("""
                        insert into node_released_device (node, device, up_to) values (?, ?, ?)
                        on conflict (node, device) do update set up_to = excluded.up_to""").params(node, device.uuid(), NodeStore.at(device.upTo())).update();
    }

    public void hold(String node, Collection<String> keys) {
        sql.sql("delete from node_model where node = ?").param(node).update();
        List<Object[]> rows =
                keys.stream().distinct().map(k -> new Object[] {node, k}).toList();
        batches.batchUpdate("insert into node_model (node, model_key) values (?, ?)", rows);
    }
}
