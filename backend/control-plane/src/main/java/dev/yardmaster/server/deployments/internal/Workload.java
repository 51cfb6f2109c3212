package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.agent.AssignedModel;
import dev.yardmaster.contract.agent.LogBatch;
import dev.yardmaster.contract.agent.ObservationBatch;
import dev.yardmaster.contract.agent.WeightsOrigin;
import dev.yardmaster.contract.catalog.SourceScheme;
import dev.yardmaster.server.deployments.store.DeploymentStore;
import dev.yardmaster.server.deployments.store.InstanceStore;
import dev.yardmaster.server.deployments.store.Resolved;
import dev.yardmaster.server.deployments.store.StoredInstance;
import dev.yardmaster.server.deployments.store.StoredRevision;
import dev.yardmaster.server.nodes.NodeWorkload;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What nodes run, compiled from instances and their revisions; and the way in for what agents report. */
@Component
class Workload implements NodeWorkload {
    private final InstanceStore instances;
    private final DeploymentStore deployments;
    private final EngineKeys keys;
    private final Reports reports;
    private final URI publicHub;

    Workload(
            InstanceStore instances,
            DeploymentStore deployments,
            EngineKeys keys,
            Reports reports,
            @Value("${yard.hf-endpoint}") URI publicHub) {
        this.instances = instances;
        this.deployments = deployments;
        this.keys = keys;
        this.reports = reports;
        this.publicHub = publicHub;
    }

    @Override
    @Transactional(readOnly = true)
    public Content content(String node) {
        List<StoredInstance> there = instances.on(node);
        Map<String, Map<Integer, StoredRevision>> revisions = there.isEmpty() ? Map.of() : deployments.revisionsInUse();
        return compile(
                there,
                i -> Optional.ofNullable(
                                revisions.getOrDefault(i.deployment(), Map.of()).get(i.revision()))
                        .map(StoredRevision::resolved),
                i -> keys.open(i.id(), i.engineKey()),
                publicHub);
    }

    /** A pure function of its arguments; models and instances come in the order of their names. */
    static Content compile(
            Collection<StoredInstance> there,
            Function<StoredInstance, Optional<Resolved>> resolved,
            Function<StoredInstance, String> key,
            URI publicHub) {
        Map<String, AssignedModel> models = new TreeMap<>();
        Map<String, AssignedInstance> wanted = new TreeMap<>();
        for (StoredInstance instance : there) {
            resolved.apply(instance).ifPresent(r -> {
                models.put(r.modelKey(), model(r, publicHub));
                wanted.put(instance.id(), assigned(instance, r, key.apply(instance)));
            });
        }
        return new Content(List.copyOf(models.values()), List.copyOf(wanted.values()));
    }

    private static AssignedModel model(Resolved resolved, URI publicHub) {
        return new AssignedModel(
                resolved.modelKey(),
                origin(resolved.scheme(), publicHub),
                resolved.repository(),
                resolved.commit(),
                resolved.files());
    }

    /** For agents that do not ask where files are; other schemes than these two need one that does. */
    private static WeightsOrigin origin(SourceScheme scheme, URI publicHub) {
        return switch (scheme) {
            case HUB, MS, S3, GS, AZ, OCI, HTTPS, HTTP, PVC, FILE -> new WeightsOrigin.BuiltInHub();
            case HF -> new WeightsOrigin.HuggingFace(publicHub);
        };
    }

    private static AssignedInstance assigned(StoredInstance instance, Resolved resolved, String key) {
        return new AssignedInstance(
                instance.id(),
                instance.deployment(),
                instance.revision(),
                resolved.modelKey(),
                instance.deployment(),
                key,
                resolved.launch(),
                instance.seen().desired(),
                instance.desiredReason(),
                resolved.drainFor());
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
