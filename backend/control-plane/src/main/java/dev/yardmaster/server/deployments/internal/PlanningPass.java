package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.server.deployments.plan.Action;
import dev.yardmaster.server.deployments.plan.Planner;
import dev.yardmaster.server.deployments.plan.Situation;
import dev.yardmaster.server.deployments.store.DeploymentStore;
import dev.yardmaster.server.deployments.store.InstanceStore;
import dev.yardmaster.server.deployments.store.StoredDeployment;
import dev.yardmaster.server.nodes.Fleet;
import dev.yardmaster.server.platform.Ids;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** One look at one deployment: everything is read again, planned, and written in one transaction. */
@Component
class PlanningPass {
    private static final int RANDOM_PART = 5;

    private final DeploymentStore deployments;
    private final InstanceStore instances;
    private final Fleet fleet;
    private final Carrying carrying;
    private final PlacementLock lock;
    private final Clock clock;

    PlanningPass(
            DeploymentStore deployments,
            InstanceStore instances,
            Fleet fleet,
            Carrying carrying,
            PlacementLock lock,
            Clock clock) {
        this.deployments = deployments;
        this.instances = instances;
        this.fleet = fleet;
        this.carrying = carrying;
        this.lock = lock;
        this.clock = clock;
    }

    /** Answers what was done; nothing for a deployment that is gone. */
    @Transactional
    List<Action> run(String name) {
        lock.take();
        Optional<StoredDeployment> found = deployments.lock(name);
        if (found.isEmpty()) {
            return List.of();
        }
        instances.lock(name);
        Situation situation = Situations.of(
                found.get(),
                instances.all(),
                deployments.revisionsInUse(),
                fleet.members(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        List<Action> plan = Planner.plan(situation, revision -> name + "-" + revision + "-" + Ids.random(RANDOM_PART));
        carrying.out(plan, situation);
        return plan;
    }
}
