package dev.yardmaster.server.weights.internal;

import dev.yardmaster.contract.agent.StoreObservation;
import dev.yardmaster.contract.weights.WeightStores;
import dev.yardmaster.server.weights.store.WeightsStore;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** How full nodes are. */
@Service
class StoreReader implements WeightStores {
    private final WeightsStore store;

    StoreReader(WeightsStore store) {
        this.store = store;
    }

    @Override
    public Optional<StoreObservation> on(String node) {
        return store.store(node);
    }

    @Override
    public Map<String, StoreObservation> all() {
        return store.stores();
    }
}
