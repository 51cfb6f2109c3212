package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.server.deployments.plan.Policy;
import dev.yardmaster.server.deployments.plan.Situation;
import dev.yardmaster.server.deployments.store.DeploymentStore;
import dev.yardmaster.server.deployments.store.InstanceStore;
import dev.yardmaster.server.deployments.store.StoredDeployment;
import dev.yardmaster.server.nodes.Fleet;
import dev.yardmaster.server.runtimes.memory.Corrections;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/** Reads all that a plan is made from, in the caller's transaction. */
@Component
class SituationReader {
    private final DeploymentStore deployments;
    private final InstanceStore instances;
    private final Fleet fleet;
    private final Corrections corrections;
    private final Policy policy;
    private final Clock clock;

    SituationReader(
            DeploymentStore deployments,
            InstanceStore instances,
            Fleet fleet,
            Corrections corrections,
            Policy policy,
            Clock clock) {
        this.deployments = deployments;
        this.instances = instances;
        this.fleet = fleet;
        this.corrections = corrections;
        this.policy = policy;
        this.clock = clock;
    }

    /** The time is as precise as the database keeps it. */
    Situation read(StoredDeployment deployment) {
        return Situations.of(
                deployment,
                instances.all(),
                deployments.revisionsInUse(),
                fleet.members(),
                corrections,
                policy,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
