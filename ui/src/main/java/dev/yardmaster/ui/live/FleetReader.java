package dev.yardmaster.ui.live;

import dev.yardmaster.contract.access.ApiKeys;
import dev.yardmaster.contract.catalog.Models;
import dev.yardmaster.contract.deployment.Deployments;
import dev.yardmaster.contract.event.Events;
import dev.yardmaster.contract.node.Nodes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads the picture, whole lists at a time: its cost does not grow with the number of browsers. */
public record FleetReader(
        Models models, Deployments deployments, Nodes nodes, ApiKeys keys, Events events, LibraryReader library) {
    static final int LATEST_EVENTS = 50;

    FleetState read(FleetState before, Set<Slice> stale) {
        return new FleetState(
                true,
                fresh(stale, Slice.MODELS, models::list, before.models()),
                fresh(stale, Slice.DEPLOYMENTS, deployments::list, before.deployments()),
                fresh(stale, Slice.INSTANCES, deployments::allInstances, before.instances()),
                fresh(stale, Slice.NODES, nodes::list, before.nodes()),
                fresh(stale, Slice.KEYS, keys::list, before.keys()),
                fresh(stale, Slice.EVENTS, () -> events.latest(LATEST_EVENTS), before.events()),
                library.read(before.library(), stale),
                Optional.empty());
    }

    static <T> List<T> fresh(Set<Slice> stale, Slice slice, Supplier<List<T>> read, List<T> before) {
        return stale.contains(slice) ? read.get() : before;
    }
}
