package dev.yardmaster.server.nodes.store;

import dev.yardmaster.contract.node.Inventory;
import dev.yardmaster.contract.node.Node;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows of nodes. */
@Repository
public class NodeStore {
    private static final String SELECT =
            "select name, labels, state, state_since, cordoned, joined_at, agent_version, inventory from node ";
    private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};

    private final JdbcClient sql;
    private final JsonMapper json;

    NodeStore(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    public List<NodeRow> all() {
        return sql.sql(SELECT + "order by name").query(this::row).list();
    }

    public Map<String, Map<String, String>> labels() {
        return sql
                .sql("select name, labels from node")
                .query((row, _) -> Map.entry(row.getString("name"), json.readValue(row.getString("labels"), LABELS)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public Set<String> names(Node.State state) {
        return Set.copyOf(sql.sql("select name from node where state = ?")
                .param(state.name())
                .query(String.class)
                .list());
    }

    public Optional<NodeRow> find(String name) {
        return sql.sql(SELECT + "where name = ?").param(name).query(this::row).optional();
    }

    /** Until the end of the transaction nobody else changes the node. */
    public Optional<NodeRow> lock(String name) {
        return sql.sql(SELECT + "where name = ? for update")
                .param(name)
                .query(this::row)
                .optional();
    }

    /** False where the name was taken at the same moment. */
    public boolean insert(NodeRow row) {
        return sql.sql("""
                        insert into node (name, labels, state, state_since, cordoned, joined_at, agent_version, inventory)
                        values (?, ?::jsonb, ?, ?, ?, ?, ?, ?::jsonb) on conflict do nothing""")
                        .params(
                                row.name(),
                                json.writeValueAsString(row.labels()),
                                row.state().name(),
                                at(row.stateSince()),
                                row.cordoned(),
                                at(row.joinedAt()),
                                row.agentVersion(),
                                json.writeValueAsString(row.inventory()))
                        .update()
                == 1;
    }

    public void update(NodeRow row) {
        sql.sql("""
                        update node set labels = ?::jsonb, state = ?, state_since = ?, cordoned = ?, agent_version = ?,
                        inventory = ?::jsonb where name = ?""")
                .params(
                        json.writeValueAsString(row.labels()),
                        row.state().name(),
                        at(row.stateSince()),
                        row.cordoned(),
                        row.agentVersion(),
                        json.writeValueAsString(row.inventory()),
                        row.name())
                .update();
    }

    public void inventory(String name, Inventory inventory) {
        sql.sql("update node set inventory = ?::jsonb where name = ?")
                .params(json.writeValueAsString(inventory), name)
                .update();
    }

    public void agentVersion(String name, String version) {
        sql.sql("update node set agent_version = ? where name = ? and agent_version <> ?")
                .params(version, name, version)
                .update();
    }

    public boolean delete(String name) {
        return sql.sql("delete from node where name = ?").param(name).update() == 1;
    }

    private NodeRow row(ResultSet row, int number) throws SQLException {
        return new NodeRow(
                row.getString("name"),
                json.readValue(row.getString("labels"), LABELS),
                Node.State.valueOf(row.getString("state")),
                row.getObject("state_since", OffsetDateTime.class).toInstant(),
                row.getBoolean("cordoned"),
                row.getObject("joined_at", OffsetDateTime.class).toInstant(),
                row.getString("agent_version"),
                json.readValue(row.getString("inventory"), Inventory.class));
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
