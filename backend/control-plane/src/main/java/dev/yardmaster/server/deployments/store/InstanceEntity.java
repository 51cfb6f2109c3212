package dev.yardmaster.server.deployments.store;

import dev.yardmaster.contract.agent.AssignedInstance.Desired;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.deployment.Progress;
import dev.yardmaster.server.deployments.plan.Seen;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** An instance's row. */
@Entity
@Table(name = "instance")
class InstanceEntity implements Persistable<String> {
    @Id
    String id = "";

    String deployment = "";
    int revision;

    @Nullable
    String node;

    @Enumerated(EnumType.STRING)
    Desired desired = Desired.RUN;

    @Enumerated(EnumType.STRING)
    InstanceReason desiredReason = InstanceReason.CREATED;

    Instant desiredSince = Instant.EPOCH;

    @Enumerated(EnumType.STRING)
    InstanceState state = InstanceState.PENDING;

    @Enumerated(EnumType.STRING)
    InstanceReason reason = InstanceReason.CREATED;

    String sentence = "";
    Instant since = Instant.EPOCH;

    @Nullable
    Instant unreachableSince;

    @Nullable
    String endpoint;

    @Nullable
    Long progressDone;

    @Nullable
    Long progressTotal;

    int restarts;
    String engineKey = "";
    long assignedVersion;
    String devices = "";

    @Nullable
    Long memoryBytes;

    @Nullable
    String engineStart;

    boolean learnt;
    Instant createdAt = Instant.EPOCH;

    @Version
    long version;

    @Transient
    private boolean stored;

    protected InstanceEntity() {}

    void become(InstanceState next, InstanceReason why, String told, Instant from) {
        if (state != next) {
            since = from;
        }
        state = next;
        reason = why;
        sentence = told;
    }

    StoredInstance toRecord() {
        Seen seen = new Seen(
                id,
                revision,
                Optional.ofNullable(node),
                desired,
                desiredSince,
                state,
                reason,
                sentence,
                since,
                Optional.ofNullable(unreachableSince),
                restarts,
                createdAt);
        Optional<Progress> progress = progressDone == null || progressTotal == null
                ? Optional.empty()
                : Optional.of(new Progress(progressDone, progressTotal));
        return new StoredInstance(
                deployment,
                seen,
                desiredReason,
                Optional.ofNullable(endpoint),
                progress,
                engineKey,
                assignedVersion,
                new Claimed(DeviceColumn.read(devices), Optional.ofNullable(memoryBytes)),
                StartColumn.read(engineStart),
                learnt);
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return !stored;
    }

    @PostLoad
    @PostPersist
    void markStored() {
        stored = true;
    }
}
