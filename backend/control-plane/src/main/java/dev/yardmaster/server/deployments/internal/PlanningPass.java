package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.server.deployments.plan.Action;
import dev.yardmaster.server.deployments.plan.Planner;
import dev.yardmaster.server.deployments.plan.Situation;
import dev.yardmaster.server.deployments.store.DeploymentStore;
import dev.yardmaster.server.deployments.store.InstanceStore;
import dev.yardmaster.server.deployments.store.StoredDeployment;
import dev.yardmaster.server.platform.Ids;
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
    private final SituationReader situations;
    private final Carrying carrying;
    private final PlacementLock lock;

    PlanningPass(
            DeploymentStore deployments,
            InstanceStore instances,
            SituationReader situations,
            Carrying carrying,
            PlacementLock lock) {
        this.deployments = deployments;
        this.instances = instances;
        this.situations = situations;
        this.carrying = carrying;
        this.lock = lock;
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
        Situation situation = situations.read(found.get());
        List<Action> plan = Planner.plan(situation, revision -> name + "-" + revision + "-" + Ids.random(RANDOM_PART));
        carrying.out(plan, situation);
        return plan;
    }
}
