package dev.yardmaster.ui.live;

import dev.yardmaster.contract.catalog.Adapter;
import dev.yardmaster.contract.weights.NodeWeights;
import dev.yardmaster.contract.weights.Prefetch;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Reads the part of the picture that is about weights. */
public record LibraryReader(
        Supplier<List<Adapter>> adapters, Supplier<List<NodeWeights>> weights, Supplier<List<Prefetch>> prefetches) {

    Library read(Library before, Set<Slice> stale) {
        return new Library(
                FleetReader.fresh(stale, Slice.ADAPTERS, adapters, before.adapters()),
                FleetReader.fresh(stale, Slice.WEIGHTS, weights, before.weights()),
                FleetReader.fresh(stale, Slice.PREFETCHES, prefetches, before.prefetches()));
    }
}
