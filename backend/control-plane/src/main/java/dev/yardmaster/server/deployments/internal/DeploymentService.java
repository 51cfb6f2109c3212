package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.contract.agent.LogLine;
import dev.yardmaster.contract.deployment.Deployment;
import dev.yardmaster.contract.deployment.Deployments;
import dev.yardmaster.contract.deployment.Instance;
import dev.yardmaster.contract.deployment.InstanceReadings;
import dev.yardmaster.contract.deployment.InstanceReadings.Taken;
import dev.yardmaster.contract.deployment.PlacementVerdict;
import dev.yardmaster.contract.deployment.Revision;
import dev.yardmaster.contract.engine.EngineStart;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.deployments.sizing.Placed;
import dev.yardmaster.server.deployments.status.ReadingsOf;
import dev.yardmaster.server.deployments.store.DeploymentStore;
import dev.yardmaster.server.deployments.store.InstanceStore;
import dev.yardmaster.server.deployments.store.LaunchStore;
import dev.yardmaster.server.deployments.store.LogStore;
import dev.yardmaster.server.deployments.store.StoredDeployment;
import dev.yardmaster.server.deployments.store.StoredInstance;
import dev.yardmaster.server.deployments.store.StoredRevision;
import dev.yardmaster.server.nodes.EngineLoads;
import dev.yardmaster.server.nodes.EngineReadings;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Deployments for people. */
@Service
@Transactional(readOnly = true)
class DeploymentService implements Deployments {
    private final DeploymentStore store;
    private final InstanceStore instances;
    private final LogStore logs;
    private final Saving saving;
    private final Explaining explaining;
    private final EngineLoads loads;
    private final EngineReadings readings;
    private final LaunchStore launches;
    private final Clock clock;

    DeploymentService(
            DeploymentStore store,
            InstanceStore instances,
            LogStore logs,
            Saving saving,
            Explaining explaining,
            EngineLoads loads,
            EngineReadings readings,
            LaunchStore launches,
            Clock clock) {
        this.store = store;
        this.instances = instances;
        this.logs = logs;
        this.saving = saving;
        this.explaining = explaining;
        this.loads = loads;
        this.readings = readings;
        this.launches = launches;
        this.clock = clock;
    }

    @Override
    public List<Deployment> list() {
        Instant now = clock.instant();
        Map<String, List<StoredInstance>> by =
                instances.all().stream().collect(Collectors.groupingBy(StoredInstance::deployment));
        return store.all().stream()
                .map(d -> Views.deployment(d, by.getOrDefault(d.name(), List.of()), now))
                .toList();
    }

    @Override
    public Optional<Deployment> find(String name) {
        return store.find(name).map(d -> Views.deployment(d, instances.of(name), clock.instant()));
    }

    @Override
    public List<Revision> revisions(String deployment) {
        there(deployment);
        return store.revisions(deployment).stream()
                .map(StoredRevision::revision)
                .toList();
    }

    @Override
    public List<Instance> instances(String deployment) {
        there(deployment);
        return instances.of(deployment).stream().map(this::shown).toList();
    }

    @Override
    public List<Instance> allInstances() {
        return instances.all().stream().map(this::shown).toList();
    }

    @Override
    public Optional<Instance> instance(String id) {
        return instances.find(id).map(this::shown);
    }

    @Override
    public InstanceReadings readings(String id) {
        StoredInstance stored = instances.find(id).orElseThrow(() -> ProblemException.notFound("instance", id));
        Instance instance = Views.instance(stored);
        Optional<Taken> taken =
                instance.node().flatMap(node -> readings.of(node, id)).map(ReadingsOf::taken);
        return new InstanceReadings(
                id,
                taken,
                ReadingsOf.sentence(taken, instance.condition().state()),
                instance.node().map(node -> readings.adapters(node, id)).orElse(List.of()),
                stored.start().map(EngineStart::sizes).filter(sizes -> !sizes.isUnknown()),
                launches.of(id).map(Placed::how).orElse(List.of()));
    }

    private Instance shown(StoredInstance stored) {
        Instance instance = Views.instance(stored);
        return instance.node()
                .flatMap(node -> loads.of(node, instance.id()))
                .map(instance::with)
                .orElse(instance);
    }

    @Override
    @Transactional
    public Deployment scale(String deployment, int replicas) {
        SpecCheck.replicas(replicas, "replicas");
        StoredDeployment old = store.lock(deployment).orElseThrow(() -> missing(deployment));
        if (old.deleting()) {
            throw ProblemException.of(ProblemType.IN_USE, "The deployment '" + deployment + "' is being deleted.");
        }
        if (old.spec().wantedReplicas() != replicas) {
            saving.adjust(old, old.spec().withReplicas(replicas), old.labels());
        }
        return find(deployment).orElseThrow(() -> missing(deployment));
    }

    @Override
    public List<PlacementVerdict> explain(String deployment) {
        return explaining.explain(there(deployment));
    }

    @Override
    public List<LogLine> logs(String instanceId, int max) {
        List<LogLine> lines = logs.last(instanceId, Math.clamp(max, 0, LogStore.KEPT));
        if (lines.isEmpty() && instances.find(instanceId).isEmpty()) {
            throw ProblemException.notFound("instance", instanceId);
        }
        return lines;
    }

    private StoredDeployment there(String name) {
        return store.find(name).orElseThrow(() -> missing(name));
    }

    private static ProblemException missing(String name) {
        return ProblemException.notFound("deployment", name);
    }
}
