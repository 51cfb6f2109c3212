package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.server.catalog.ModelUses;
import dev.yardmaster.server.deployments.store.DeploymentStore;
import java.util.List;
import org.springframework.stereotype.Component;

/** Models that deployments name; those whose deployment is being deleted are free. */
@Component
class UsedModels implements ModelUses {
    private final DeploymentStore deployments;

    UsedModels(DeploymentStore deployments) {
        this.deployments = deployments;
    }

    @Override
    public List<String> uses(String model) {
        return deployments.all().stream()
                .filter(d -> !d.deleting() && d.spec().model().equals(model))
                .map(d -> "deployment '" + d.name() + "'")
                .toList();
    }
}
