package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.server.deployments.Serving;
import dev.yardmaster.server.deployments.ServingDeployments;
import dev.yardmaster.server.deployments.store.DeploymentStore;
import dev.yardmaster.server.deployments.store.InstanceStore;
import dev.yardmaster.server.deployments.store.StoredDeployment;
import dev.yardmaster.server.deployments.store.StoredInstance;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Engines that answer, for the route table. */
@Service
class ServingService implements ServingDeployments {
    private final DeploymentStore deployments;
    private final InstanceStore instances;
    private final EngineKeys keys;

    ServingService(DeploymentStore deployments, InstanceStore instances, EngineKeys keys) {
        this.deployments = deployments;
        this.instances = instances;
        this.keys = keys;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Serving> serving() {
        Map<String, List<StoredInstance>> by =
                instances.all().stream().collect(Collectors.groupingBy(StoredInstance::deployment));
        return deployments.all().stream()
                .filter(d -> !d.deleting())
                .map(d -> serving(d, by.getOrDefault(d.name(), List.of())))
                .toList();
    }

    private Serving serving(StoredDeployment deployment, List<StoredInstance> own) {
        return new Serving(
                deployment.name(),
                deployment.project(),
                deployment.createdAt(),
                own.stream()
                        .sorted(Comparator.comparing(StoredInstance::id))
                        .flatMap(this::engine)
                        .toList());
    }

    private Stream<Serving.Engine> engine(StoredInstance instance) {
        boolean answers = instance.seen().wanted() && instance.seen().state() == InstanceState.READY;
        return instance
                .endpoint()
                .filter(_ -> answers)
                .map(url -> new Serving.Engine(
                        instance.id(),
                        instance.revision(),
                        url,
                        instance.deployment(),
                        keys.open(instance.id(), instance.engineKey()),
                        instance.seen().unreachable()))
                .stream();
    }
}
