package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.engine.EngineStart;
import dev.yardmaster.server.deployments.sizing.Engine;
import dev.yardmaster.server.deployments.sizing.Placed;
import dev.yardmaster.server.deployments.store.DeploymentStore;
import dev.yardmaster.server.deployments.store.LaunchStore;
import dev.yardmaster.server.deployments.store.StoredInstance;
import dev.yardmaster.server.runtimes.memory.Corrections;
import dev.yardmaster.server.runtimes.memory.Learnt;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Learns from what an engine said of its memory: once for each start, when it answers and has said all it will. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Lessons {
    private final DeploymentStore deployments;
    private final LaunchStore launches;
    private final Corrections corrections;

    Lessons(DeploymentStore deployments, LaunchStore launches, Corrections corrections) {
        this.deployments = deployments;
        this.launches = launches;
        this.corrections = corrections;
    }

    /** The instance as it is afterwards; whoever writes it down keeps the same start from teaching twice. */
    StoredInstance after(StoredInstance instance) {
        boolean says = instance.seen().state() == InstanceState.READY
                && !instance.learnt()
                && instance.start().filter(s -> !s.sizes().isUnknown()).isPresent();
        if (!says) {
            return instance;
        }
        instance.start().flatMap(s -> learnt(instance, s)).ifPresent(l -> corrections.report(List.of(l)));
        return instance.afterLearning();
    }

    private Optional<Learnt> learnt(StoredInstance instance, EngineStart start) {
        Optional<Engine> engine = deployments
                .revision(instance.deployment(), instance.revision())
                .flatMap(r -> Engines.of(r, corrections));
        return launches.of(instance.id())
                .flatMap(Placed::estimate)
                .flatMap(estimate -> engine.flatMap(e -> estimate.learnt(e, start.sizes())));
    }
}
