package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.contract.node.Inventory;
import dev.yardmaster.server.deployments.sizing.KernelKeys;
import dev.yardmaster.server.deployments.sizing.NodeLaunch;
import dev.yardmaster.server.deployments.sizing.Placed;
import dev.yardmaster.server.deployments.store.DeploymentStore;
import dev.yardmaster.server.deployments.store.LaunchStore;
import dev.yardmaster.server.deployments.store.StoredDeployment;
import dev.yardmaster.server.deployments.store.StoredRevision;
import dev.yardmaster.server.placement.DeviceGrant;
import dev.yardmaster.server.runtimes.memory.Corrections;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** How instances are started where they are placed. */
@Component
class NodeLaunches {
    private final DeploymentStore deployments;
    private final LaunchStore launches;

    NodeLaunches(DeploymentStore deployments, LaunchStore launches) {
        this.deployments = deployments;
        this.launches = launches;
    }

    /** Empty for revisions from before their runtime was kept: their launch is the same everywhere. */
    Optional<Placed> of(String deployment, int revision, Inventory node, Optional<DeviceGrant> devices) {
        String project =
                deployments.find(deployment).map(StoredDeployment::project).orElse(Metadata.DEFAULT_PROJECT);
        return deployments
                .revision(deployment, revision)
                .flatMap(r -> of(r, node, devices))
                .map(p -> p.with(KernelKeys.of(p.launch(), project)));
    }

    private static Optional<Placed> of(StoredRevision revision, Inventory node, Optional<DeviceGrant> devices) {
        return Engines.of(revision, Corrections.NONE)
                .map(engine -> NodeLaunch.compile(
                        engine, revision.deployment(), revision.resolved().modelKey(), node, devices));
    }

    void put(String instance, Placed placed) {
        launches.put(instance, placed);
    }
}
