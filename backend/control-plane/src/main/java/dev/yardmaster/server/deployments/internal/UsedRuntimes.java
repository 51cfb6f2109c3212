package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.server.deployments.store.DeploymentStore;
import dev.yardmaster.server.deployments.store.StoredRevision;
import dev.yardmaster.server.runtimes.RuntimeUses;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Runtimes that deployments name, or that were chosen for their wanted revision or one that still has instances; those
 * whose deployment is being deleted are free.
 */
@Component
class UsedRuntimes implements RuntimeUses {
    private final DeploymentStore deployments;

    UsedRuntimes(DeploymentStore deployments) {
        this.deployments = deployments;
    }

    @Override
    public List<String> uses(String runtime) {
        Map<String, Map<Integer, StoredRevision>> revisions = deployments.revisionsInUse();
        return deployments.all().stream()
                .filter(d -> !d.deleting())
                .filter(d -> d.spec().runtime().filter(runtime::equals).isPresent()
                        || revisions.getOrDefault(d.name(), Map.of()).values().stream()
                                .anyMatch(r -> r.revision().runtime().equals(runtime)))
                .map(d -> "deployment '" + d.name() + "'")
                .toList();
    }
}
