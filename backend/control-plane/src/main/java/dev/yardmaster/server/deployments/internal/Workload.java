package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.contract.agent.AssignedDevice;
import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.agent.AssignedModel;
import dev.yardmaster.contract.agent.LogBatch;
import dev.yardmaster.contract.agent.ObservationBatch;
import dev.yardmaster.server.deployments.sizing.Placed;
import dev.yardmaster.server.deployments.store.DeploymentStore;
import dev.yardmaster.server.deployments.store.InstanceStore;
import dev.yardmaster.server.deployments.store.LaunchStore;
import dev.yardmaster.server.deployments.store.Resolved;
import dev.yardmaster.server.deployments.store.StoredInstance;
import dev.yardmaster.server.deployments.store.StoredRevision;
import dev.yardmaster.server.nodes.NodeWorkload;
import dev.yardmaster.server.weights.AssignedWeights;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What nodes run, compiled from instances and their revisions; and the way in for what agents report. */
@Component
class Workload implements NodeWorkload {
    private final InstanceStore instances;
    private final DeploymentStore deployments;
    private final LaunchStore launches;
    private final EngineKeys keys;
    private final Reports reports;
    private final AssignedWeights weights;

    Workload(
            InstanceStore instances,
            DeploymentStore deployments,
            LaunchStore launches,
            EngineKeys keys,
            Reports reports,
            AssignedWeights weights) {
        this.instances = instances;
        this.deployments = deployments;
        this.launches = launches;
        this.keys = keys;
        this.reports = reports;
        this.weights = weights;
    }

    @Override
    @Transactional(readOnly = true)
    public Content content(String node) {
        List<StoredInstance> there = instances.on(node);
        Map<String, Map<Integer, StoredRevision>> revisions = there.isEmpty() ? Map.of() : deployments.revisionsInUse();
        Map<String, Placed> placed = there.isEmpty() ? Map.of() : launches.on(node);
        return compile(
                there,
                i -> Optional.ofNullable(placed.get(i.id())),
                i -> Optional.ofNullable(
                        revisions.getOrDefault(i.deployment(), Map.of()).get(i.revision())),
                i -> keys.open(i.id(), i.engineKey()),
                weights);
    }

    /** A pure function of its arguments; models and instances come in the order of their names. */
    static Content compile(
            Collection<StoredInstance> there,
            Function<StoredInstance, Optional<Placed>> placed,
            Function<StoredInstance, Optional<StoredRevision>> revision,
            Function<StoredInstance, String> key,
            AssignedWeights weights) {
        Map<String, AssignedModel> models = new TreeMap<>();
        Map<String, AssignedInstance> wanted = new TreeMap<>();
        for (StoredInstance instance : there) {
            revision.apply(instance).ifPresent(r -> {
                models.put(r.resolved().modelKey(), weights.of(NeededWeights.content(r)));
                wanted.put(
                        instance.id(), assigned(instance, r.resolved(), placed.apply(instance), key.apply(instance)));
            });
        }
        return new Content(List.copyOf(models.values()), List.copyOf(wanted.values()));
    }

    private static AssignedInstance assigned(
            StoredInstance instance, Resolved resolved, Optional<Placed> placed, String key) {
        boolean onCpu = instance.claimed().devices().isEmpty();
        return new AssignedInstance(
                instance.id(),
                instance.deployment(),
                instance.revision(),
                resolved.modelKey(),
                instance.deployment(),
                key,
                placed.map(Placed::launch).orElse(resolved.launch()),
                instance.seen().desired(),
                instance.desiredReason(),
                resolved.drainFor(),
                instance.claimed().devices().stream()
                        .map(d -> new AssignedDevice(d.vendor(), d.index(), d.uuid()))
                        .toList(),
                onCpu ? instance.claimed().memoryBytes().orElse(0L) : 0,
                List.of(),
                Optional.empty());
    }

    @Override
    public void observed(String node, ObservationBatch batch) {
        reports.observed(node, batch);
    }

    @Override
    public void logged(String node, LogBatch batch) {
        reports.logged(node, batch);
    }
}
