package dev.yardmaster.server.weights.internal;

import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.server.catalog.ModelUses;
import dev.yardmaster.server.weights.store.PrefetchStore;
import java.util.List;
import org.springframework.stereotype.Component;

/** Models that policies name cannot be deleted. */
@Component
class PrefetchedModels implements ModelUses {
    private final PrefetchStore store;

    PrefetchedModels(PrefetchStore store) {
        this.store = store;
    }

    @Override
    public List<String> uses(String model) {
        return store.of(Kind.MODEL, model).stream()
                .map(name -> "prefetch '" + name + "'")
                .toList();
    }
}
