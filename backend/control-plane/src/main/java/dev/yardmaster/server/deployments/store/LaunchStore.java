package dev.yardmaster.server.deployments.store;

import dev.yardmaster.server.deployments.sizing.Placed;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** How instances are started; apart from their rows, which are read far more often. */
@Repository
public class LaunchStore {
    private final JdbcTemplate sql;
    private final JsonMapper json;

    LaunchStore(JdbcTemplate sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** The instance's row has to be written. */
    public void put(String instance, Placed placed) {
        sql.update(
                "insert into instance_launch (instance, placed) values (?, ?)"
                        + " on conflict (instance) do update set placed = excluded.placed",
                instance,
                json.writeValueAsString(placed));
    }

    public Optional<Placed> of(String instance) {
        return sql
                .queryForList("select placed from instance_launch where instance = ?", String.class, instance)
                .stream()
                .findFirst()
                .map(placed -> json.readValue(placed, Placed.class));
    }

    /** Of the instances on a node, by id. */
    public Map<String, Placed> on(String node) {
        Map<String, Placed> found = new HashMap<>();
        sql.query(
                "select l.instance, l.placed from instance_launch l join instance i on i.id = l.instance where i.node = ?",
                row -> {
                    found.put(row.getString(1), json.readValue(row.getString(2), Placed.class));
                },
                node);
        return found;
    }
}
