package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.server.deployments.store.DeploymentStore;
import dev.yardmaster.server.deployments.store.InstanceStore;
import dev.yardmaster.server.deployments.store.Resolved;
import dev.yardmaster.server.deployments.store.StoredInstance;
import dev.yardmaster.server.deployments.store.StoredRevision;
import dev.yardmaster.server.weights.WeightsContent;
import dev.yardmaster.server.weights.WeightsNeed;
import dev.yardmaster.server.weights.WeightsNeeds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Weights that instances need where they are placed, those that are to stop too. */
@Component
@Transactional(readOnly = true)
class NeededWeights implements WeightsNeeds {
    private final InstanceStore instances;
    private final DeploymentStore deployments;

    NeededWeights(InstanceStore instances, DeploymentStore deployments) {
        this.instances = instances;
        this.deployments = deployments;
    }

    @Override
    public List<WeightsNeed> all() {
        return needs(instances.all());
    }

    @Override
    public List<WeightsNeed> on(String node) {
        return needs(instances.on(node));
    }

    private List<WeightsNeed> needs(List<StoredInstance> there) {
        if (there.isEmpty()) {
            return List.of();
        }
        Map<String, Map<Integer, StoredRevision>> revisions = deployments.revisionsInUse();
        return there.stream()
                .flatMap(i -> need(i, revisions.getOrDefault(i.deployment(), Map.of())))
                .distinct()
                .toList();
    }

    private static Stream<WeightsNeed> need(StoredInstance instance, Map<Integer, StoredRevision> revisions) {
        return instance.seen().node().stream()
                .flatMap(node -> Optional.ofNullable(revisions.get(instance.revision())).stream()
                        .map(r -> new WeightsNeed(node, content(r), "deployment '" + r.deployment() + "'")));
    }

    static WeightsContent content(StoredRevision revision) {
        Resolved resolved = revision.resolved();
        return new WeightsContent(
                Kind.MODEL,
                revision.revision().spec().model(),
                resolved.modelKey(),
                resolved.scheme(),
                resolved.repository(),
                resolved.commit(),
                resolved.files());
    }
}
