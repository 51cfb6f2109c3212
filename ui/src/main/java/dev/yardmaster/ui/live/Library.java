package dev.yardmaster.ui.live;

import dev.yardmaster.contract.catalog.Adapter;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.weights.NodeWeights;
import dev.yardmaster.contract.weights.Prefetch;
import dev.yardmaster.contract.weights.WeightsState;
import java.util.List;

/** Adapters, and where weights are or should be. */
public record Library(List<Adapter> adapters, List<NodeWeights> weights, List<Prefetch> prefetches) {
    public static final Library EMPTY = new Library(List.of(), List.of(), List.of());

    public Library {
        adapters = List.copyOf(adapters);
        weights = List.copyOf(weights);
        prefetches = List.copyOf(prefetches);
    }

    public List<Adapter> adaptersOf(String base) {
        return adapters.stream().filter(a -> a.spec().base().equals(base)).toList();
    }

    public List<NodeWeights> of(Kind kind, String name) {
        return weights.stream()
                .filter(w -> w.kind() == kind && w.name().equals(name))
                .toList();
    }

    public List<NodeWeights> on(String node) {
        return weights.stream().filter(w -> w.node().equals(node)).toList();
    }

    /** Nodes that have all of it. */
    public long holding(Kind kind, String name) {
        return of(kind, name).stream()
                .filter(w -> w.state() == WeightsState.HELD)
                .count();
    }
}
