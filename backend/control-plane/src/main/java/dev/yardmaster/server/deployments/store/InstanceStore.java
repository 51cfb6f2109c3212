package dev.yardmaster.server.deployments.store;

import dev.yardmaster.contract.agent.AssignedInstance.Desired;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Instances as records; each change is one that the planner decided. */
@Repository
public class InstanceStore {
    private final InstanceRows rows;

    InstanceStore(InstanceRows rows) {
        this.rows = rows;
    }

    public List<StoredInstance> all() {
        return records(rows.findAllByOrderByDeploymentAscCreatedAtDesc());
    }

    /** Newest first. */
    public List<StoredInstance> of(String deployment) {
        return records(rows.findByDeploymentOrderByCreatedAtDescId(deployment));
    }

    public List<StoredInstance> on(String node) {
        return records(rows.findByNodeOrderById(node));
    }

    public Optional<StoredInstance> find(String id) {
        return rows.findById(id).map(InstanceEntity::toRecord);
    }

    /** Until the end of the transaction nobody else changes them. */
    public List<StoredInstance> lock(String deployment) {
        return records(rows.lockDeployment(deployment));
    }

    /** Deployments that news of a node may matter to. */
    public List<String> deploymentsOnOrWithout(String node) {
        return rows.deploymentsOnOrWithout(node);
    }

    public void create(String id, String deployment, int revision, String sentence, String engineKey, Instant now) {
        InstanceEntity row = new InstanceEntity();
        row.id = id;
        row.deployment = deployment;
        row.revision = revision;
        row.desiredSince = now;
        row.sentence = sentence;
        row.since = now;
        row.createdAt = now;
        row.engineKey = engineKey;
        rows.save(row);
    }

    /** @param version of the node's assignment that names it first */
    public void place(String id, String node, long version, Claimed claimed, String sentence, Instant now) {
        InstanceEntity row = row(id);
        row.node = node;
        row.devices = DeviceColumn.write(claimed.devices());
        row.memoryBytes = claimed.memoryBytes().orElse(null);
        row.assignedVersion = version;
        row.become(InstanceState.SCHEDULED, InstanceReason.PLACED, sentence, now);
    }

    public void stillPending(String id, String sentence) {
        InstanceEntity row = row(id);
        row.become(InstanceState.PENDING, InstanceReason.NOTHING_FITS, sentence, row.since);
    }

    public void stop(String id, InstanceReason reason, Instant now) {
        InstanceEntity row = row(id);
        row.desired = Desired.STOP;
        row.desiredReason = reason;
        row.desiredSince = now;
    }

    public void unreachable(String id, @Nullable Instant since) {
        row(id).unreachableSince = since;
    }

    public void delete(String id) {
        rows.deleteById(id);
    }

    /** Writes what has been changed so far, so that plain SQL in the same transaction sees it. */
    public void flush() {
        rows.flush();
    }

    private InstanceEntity row(String id) {
        return rows.findById(id).orElseThrow();
    }

    private static List<StoredInstance> records(List<InstanceEntity> rows) {
        return rows.stream().map(InstanceEntity::toRecord).toList();
    }
}
