package dev.yardmaster.server.weights.internal;

import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.server.catalog.AdapterUses;
import dev.yardmaster.server.weights.store.PrefetchStore;
import java.util.List;
import org.springframework.stereotype.Component;

/** Adapters that policies name cannot be deleted. */
@Component
class PrefetchedAdapters implements AdapterUses {
    private final PrefetchStore store;

    PrefetchedAdapters(PrefetchStore store) {
        this.store = store;
    }

    @Override
    public List<String> uses(String adapter) {
        return store.of(Kind.ADAPTER, adapter).stream()
                .map(name -> "prefetch '" + name + "'")
                .toList();
    }
}
