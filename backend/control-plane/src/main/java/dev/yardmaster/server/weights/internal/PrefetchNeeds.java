package dev.yardmaster.server.weights.internal;

import dev.yardmaster.server.nodes.Fleet;
import dev.yardmaster.server.weights.WeightsNeed;
import dev.yardmaster.server.weights.WeightsNeeds;
import dev.yardmaster.server.weights.store.PrefetchStore;
import dev.yardmaster.server.weights.store.StoredPrefetch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What policies ask nodes to hold. */
@Component
@Transactional(readOnly = true)
class PrefetchNeeds implements WeightsNeeds {
    private final PrefetchStore store;
    private final Fleet fleet;

    PrefetchNeeds(PrefetchStore store, Fleet fleet) {
        this.store = store;
        this.fleet = fleet;
    }

    @Override
    public List<WeightsNeed> all() {
        List<StoredPrefetch> policies = store.all();
        return policies.isEmpty() ? List.of() : needs(policies, fleet.labels());
    }

    @Override
    public List<WeightsNeed> on(String node) {
        List<StoredPrefetch> policies = store.all();
        return policies.isEmpty()
                ? List.of()
                : Optional.ofNullable(fleet.labels().get(node))
                        .map(labels -> needs(policies, Map.of(node, labels)))
                        .orElse(List.of());
    }

    private static List<WeightsNeed> needs(List<StoredPrefetch> policies, Map<String, Map<String, String>> nodes) {
        return policies.stream()
                .flatMap(p -> nodes.entrySet().stream()
                        .filter(n -> p.appliesTo(n.getValue()))
                        .map(n -> new WeightsNeed(n.getKey(), p.content(), "prefetch '" + p.name() + "'")))
                .toList();
    }
}
