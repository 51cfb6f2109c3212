package dev.yardmaster.ui.fake;

import dev.yardmaster.contract.catalog.Adapter;
import dev.yardmaster.contract.weights.NodeWeights;
import dev.yardmaster.contract.weights.Prefetch;
import dev.yardmaster.ui.live.LibraryReader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Adapters, and where weights are, in memory. */
public final class FakeLibrary {
    public final Map<String, Adapter> adapters = new ConcurrentSkipListMap<>();
    public final Map<String, NodeWeights> weights = new ConcurrentSkipListMap<>();
    public final Map<String, Prefetch> prefetches = new ConcurrentSkipListMap<>();

    private final FakeYard yard;

    FakeLibrary(FakeYard yard) {
        this.yard = yard;
    }

    public LibraryReader reader() {
        return new LibraryReader(
                () -> List.copyOf(adapters.values()),
                () -> List.copyOf(weights.values()),
                () -> List.copyOf(prefetches.values()));
    }

    public void put(Adapter adapter) {
        adapters.put(adapter.name(), adapter);
        yard.events.changed("Adapter", adapter.name());
    }

    public void put(NodeWeights now) {
        weights.put(now.node() + " " + now.name() + " " + now.key(), now);
        yard.events.changed("Weights", now.node());
    }

    public void put(Prefetch prefetch) {
        prefetches.put(prefetch.name(), prefetch);
        yard.events.changed("Prefetch", prefetch.name());
    }
}
