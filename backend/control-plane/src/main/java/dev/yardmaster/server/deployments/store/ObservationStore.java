package dev.yardmaster.server.deployments.store;

import dev.yardmaster.contract.deployment.Progress;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The lane of what agents see: one locked read and one batch for each report. */
@Repository
public class ObservationStore {
    private final JdbcTemplate sql;
    private final InstanceRows rows;

    ObservationStore(JdbcTemplate sql, InstanceRows rows) {
        this.sql = sql;
        this.rows = rows;
    }

    /** Locks the node's instances, in the order of ids as everybody does, and reads them. */
    public List<StoredInstance> lock(String node) {
        sql.query("select id from instance where node = ? order by id for update", row -> {}, node);
        return rows.findByNodeOrderById(node).stream()
                .map(InstanceEntity::toRecord)
                .toList();
    }

    /** Whether the node's assignment names the instance. */
    public boolean isOn(String node, String instance) {
        return !sql.queryForList("select 1 from instance where id = ? and node = ?", instance, node)
                .isEmpty();
    }

    public void write(Collection<StoredInstance> changed) {
        sql.batchUpdate("""
                update instance set state = ?, reason = ?, sentence = ?, since = ?, endpoint = ?, progress_done = ?,
                progress_total = ?, restarts = ?, engine_start = ?, learnt = ?, version = version + 1 where id = ?""", changed.stream().map(ObservationStore::values).toList());
    }

    private static Object[] values(StoredInstance i) {
        return new Object[] {
            i.seen().state().name(),
            i.seen().reason().name(),
            i.seen().sentence(),
            OffsetDateTime.ofInstant(i.seen().since(), ZoneOffset.UTC),
            i.endpoint().orElse(null),
            i.progress().map(Progress::done).orElse(null),
            i.progress().map(Progress::total).orElse(null),
            i.seen().restarts(),
            StartColumn.write(i.start()),
            i.learnt(),
            i.id()
        };
    }
}
