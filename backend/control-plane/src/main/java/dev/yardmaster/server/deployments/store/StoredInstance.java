package dev.yardmaster.server.deployments.store;

import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.Progress;
import dev.yardmaster.contract.engine.EngineStart;
import dev.yardmaster.server.deployments.plan.Seen;
import java.util.Optional;

/**
 * An instance as it is kept.
 *
 * @param endpoint base URL of its engine, as its agent last said
 * @param engineKey encrypted
 * @param assignedVersion first version of its node's assignment that names it; 0 while it is not placed
 * @param claimed nothing while it is not placed
 * @param start of its last engine, as its agent said
 * @param learnt what that start took was learned from
 */
public record StoredInstance(
        String deployment,
        Seen seen,
        InstanceReason desiredReason,
        Optional<String> endpoint,
        Optional<Progress> progress,
        String engineKey,
        long assignedVersion,
        Claimed claimed,
        Optional<EngineStart> start,
        boolean learnt) {

    public StoredInstance afterLearning() {
        return new StoredInstance(
                deployment, seen, desiredReason, endpoint, progress, engineKey, assignedVersion, claimed, start, true);
    }

    public String id() {
        return seen.id();
    }

    public int revision() {
        return seen.revision();
    }

    @Override
    public String toString() {
        return "StoredInstance[" + seen.id() + ", " + seen.state() + "]";
    }
}
