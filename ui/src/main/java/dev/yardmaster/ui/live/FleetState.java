package dev.yardmaster.ui.live;

import dev.yardmaster.contract.access.ApiKey;
import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.deployment.Deployment;
import dev.yardmaster.contract.deployment.Instance;
import dev.yardmaster.contract.event.Event;
import dev.yardmaster.contract.node.Node;
import java.util.List;
import java.util.Optional;

/**
 * The fleet at one moment.
 *
 * @param loaded false until it was read for the first time
 * @param trouble why it could not be read again; what is shown is the last that could
 */
public record FleetState(
        boolean loaded,
        List<Model> models,
        List<Deployment> deployments,
        List<Instance> instances,
        List<Node> nodes,
        List<ApiKey> keys,
        List<Event> events,
        Library library,
        Optional<String> trouble) {
    public static final FleetState UNKNOWN = new FleetState(
            false, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Library.EMPTY, Optional.empty());

    public FleetState {
        models = List.copyOf(models);
        deployments = List.copyOf(deployments);
        instances = List.copyOf(instances);
        nodes = List.copyOf(nodes);
        keys = List.copyOf(keys);
        events = List.copyOf(events);
    }

    FleetState inTrouble(String sentence) {
        return new FleetState(
                loaded, models, deployments, instances, nodes, keys, events, library, Optional.of(sentence));
    }

    public Optional<Model> model(String name) {
        return models.stream().filter(m -> m.name().equals(name)).findFirst();
    }

    public Optional<Deployment> deployment(String name) {
        return deployments.stream().filter(d -> d.name().equals(name)).findFirst();
    }

    public Optional<Node> node(String name) {
        return nodes.stream().filter(n -> n.name().equals(name)).findFirst();
    }

    public List<Instance> instancesOf(String deployment) {
        return instances.stream().filter(i -> i.deployment().equals(deployment)).toList();
    }

    public List<Instance> instancesOn(String node) {
        return instances.stream()
                .filter(i -> i.node().equals(Optional.of(node)))
                .toList();
    }

    public List<Deployment> deploymentsOf(String model) {
        return deployments.stream().filter(d -> d.spec().model().equals(model)).toList();
    }

    public long nodesOnline() {
        return nodes.stream().filter(n -> n.state() == Node.State.ONLINE).count();
    }

    public int instancesReady() {
        return deployments.stream().mapToInt(d -> d.status().ready()).sum();
    }

    public int instancesWanted() {
        return deployments.stream().mapToInt(d -> d.status().wanted()).sum();
    }
}
