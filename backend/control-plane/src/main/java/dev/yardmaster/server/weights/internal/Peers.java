package dev.yardmaster.server.weights.internal;

import dev.yardmaster.contract.agent.WeightsPeer;
import dev.yardmaster.contract.weights.WeightsState;
import dev.yardmaster.server.nodes.Fleet;
import dev.yardmaster.server.platform.secret.Sha256;
import dev.yardmaster.server.weights.WeightsNeed;
import dev.yardmaster.server.weights.store.PeerStore;
import dev.yardmaster.server.weights.store.PeerStore.Peer;
import dev.yardmaster.server.weights.store.SeenWeights;
import dev.yardmaster.server.weights.store.WeightsStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Other nodes to fetch from: those that hold the content, and those that are fetching it or should. Of the holders each
 * node is told of others where there are many; the fetching ones are the same for all, so that all agree on who brings
 * which chunk in.
 */
@Component
class Peers {
    private static final Duration SHARED = Duration.ofSeconds(1);
    private static final int MOST_HOLDERS = 16;

    private final AllNeeds needs;
    private final WeightsStore weights;
    private final PeerStore offers;
    private final Fleet fleet;
    private final PeerKeys keys;
    private final WeightsSettings settings;
    private final Clock clock;
    private final Shared<Candidates> shared;

    Peers(
            AllNeeds needs,
            WeightsStore weights,
            PeerStore offers,
            Fleet fleet,
            PeerKeys keys,
            WeightsSettings settings,
            Clock clock) {
        this.needs = needs;
        this.weights = weights;
        this.offers = offers;
        this.fleet = fleet;
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
        this.shared = new Shared<>(SHARED, clock);
    }

    private record Candidates(List<Peer> holding, List<Peer> fetching) {}

    /** Those that hold it come first. */
    List<WeightsPeer> of(String key, String asking) {
        Candidates candidates = shared.get(key, () -> candidates(key));
        Stream<Peer> holding = candidates.holding().stream()
                .filter(p -> !p.node().equals(asking))
                .sorted(Comparator.comparing(p -> Sha256.hex(asking + "\n" + p.node())))
                .limit(Math.min(MOST_HOLDERS, settings.mostPeers()));
        Stream<Peer> fetching =
                candidates.fetching().stream().filter(p -> !p.node().equals(asking));
        return Stream.concat(holding, fetching)
                .limit(settings.mostPeers())
                .map(p -> new WeightsPeer(
                        p.node(),
                        p.address(),
                        keys.ticket(p, asking, key, clock.instant().plus(settings.ticketFor()))))
                .toList();
    }

    private Candidates candidates(String key) {
        Map<String, WeightsState> seen =
                weights.of(List.of(key)).stream().collect(Collectors.toMap(SeenWeights::node, SeenWeights::state));
        Set<String> nodes = needs.all().stream()
                .filter(n -> n.content().key().equals(key))
                .map(WeightsNeed::node)
                .collect(Collectors.toCollection(HashSet::new));
        nodes.addAll(seen.keySet());
        nodes.retainAll(fleet.reachable());
        nodes.removeIf(n -> seen.get(n) == WeightsState.FAILED);
        Map<Boolean, List<Peer>> byHolding = offers.among(nodes, clock.instant()).stream()
                .sorted(Comparator.comparing(p -> Sha256.hex(key + "\n" + p.node())))
                .collect(Collectors.partitioningBy(p -> seen.get(p.node()) == WeightsState.HELD));
        return new Candidates(byHolding.getOrDefault(true, List.of()), byHolding.getOrDefault(false, List.of()));
    }
}
