package dev.yardmaster.server.weights.internal;

import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.weights.NodeWeights;
import dev.yardmaster.contract.weights.Prefetch;
import dev.yardmaster.contract.weights.Prefetches;
import dev.yardmaster.contract.weights.WeightsState;
import dev.yardmaster.server.nodes.Fleet;
import dev.yardmaster.server.weights.store.PrefetchStore;
import dev.yardmaster.server.weights.store.StoredPrefetch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Policies with how far each node is. */
@Service
@Transactional(readOnly = true)
class PrefetchReader implements Prefetches {
    private final PrefetchStore store;
    private final WeightsReader weights;
    private final Fleet fleet;

    PrefetchReader(PrefetchStore store, WeightsReader weights, Fleet fleet) {
        this.store = store;
        this.weights = weights;
        this.fleet = fleet;
    }

    @Override
    public List<Prefetch> list() {
        List<StoredPrefetch> policies = store.all();
        if (policies.isEmpty()) {
            return List.of();
        }
        Map<String, List<NodeWeights>> byKey = weights.all().stream().collect(Collectors.groupingBy(NodeWeights::key));
        Map<String, Map<String, String>> nodes = fleet.labels();
        return policies.stream()
                .map(p -> view(p, byKey.getOrDefault(p.content().key(), List.of()), nodes))
                .toList();
    }

    @Override
    public Optional<Prefetch> find(String name) {
        return store.find(name)
                .map(p -> view(p, weights.of(p.content().kind(), p.content().name()), fleet.labels()));
    }

    private static Prefetch view(
            StoredPrefetch policy, List<NodeWeights> weights, Map<String, Map<String, String>> nodes) {
        List<NodeWeights> there = weights.stream()
                .filter(w -> w.key().equals(policy.content().key()))
                .filter(w -> policy.appliesTo(nodes.getOrDefault(w.node(), Map.of())))
                .toList();
        int held =
                (int) there.stream().filter(w -> w.state() == WeightsState.HELD).count();
        return new Prefetch(
                Kind.API_VERSION,
                Kind.PREFETCH.word(),
                policy.metadata(),
                policy.spec(),
                new Prefetch.Status(held, there.size(), there));
    }
}
