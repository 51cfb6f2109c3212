package dev.yardmaster.server.deployments.store;

import dev.yardmaster.contract.document.DeploymentSpec;
import java.time.Instant;
import java.util.Map;

/**
 * A deployment as it is kept.
 *
 * @param revision the one to reach
 */
public record StoredDeployment(
        String name,
        String project,
        Map<String, String> labels,
        DeploymentSpec spec,
        int revision,
        boolean deleting,
        Instant createdAt,
        long version) {
    public StoredDeployment {
        labels = Map.copyOf(labels);
    }
}
