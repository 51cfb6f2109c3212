package dev.yardmaster.server.weights.internal;

import dev.yardmaster.contract.deployment.Progress;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.weights.NodeWeights;
import dev.yardmaster.contract.weights.Weights;
import dev.yardmaster.contract.weights.WeightsState;
import dev.yardmaster.server.weights.WeightsContent;
import dev.yardmaster.server.weights.WeightsNeed;
import dev.yardmaster.server.weights.store.SeenWeights;
import dev.yardmaster.server.weights.store.WeightsStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What nodes should hold beside what they do; two questions to the database and one to each feature with needs. */
@Service
@Transactional(readOnly = true)
public class WeightsReader implements Weights {
    private static final Comparator<NodeWeights> BY_NODE = Comparator.comparing(NodeWeights::node)
            .thenComparing(NodeWeights::name)
            .thenComparing(NodeWeights::key);

    private final AllNeeds needs;
    private final WeightsStore store;
    private final Clock clock;

    WeightsReader(AllNeeds needs, WeightsStore store, Clock clock) {
        this.needs = needs;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public List<NodeWeights> of(Kind kind, String name) {
        List<WeightsNeed> needed = needs.all();
        List<String> keys = needed.stream()
                .map(WeightsNeed::content)
                .filter(c -> c.kind() == kind && c.name().equals(name))
                .map(WeightsContent::key)
                .distinct()
                .toList();
        List<SeenWeights> seen = store.of(kind, name, keys);
        List<String> all = seen.stream().map(SeenWeights::key).toList();
        return join(
                seen,
                needed.stream()
                        .filter(n -> keys.contains(n.content().key())
                                || all.contains(n.content().key()))
                        .toList());
    }

    @Override
    public List<NodeWeights> on(String node) {
        return join(store.on(node), needs.on(node));
    }

    @Override
    public List<NodeWeights> moving() {
        return all().stream().filter(w -> w.state() != WeightsState.HELD).toList();
    }

    @Override
    public List<NodeWeights> all() {
        return join(store.all(), needs.all());
    }

    private record Place(String node, String key) {}

    private List<NodeWeights> join(Collection<SeenWeights> seen, Collection<WeightsNeed> needed) {
        Map<Place, List<WeightsNeed>> users = needed.stream()
                .collect(Collectors.groupingBy(
                        n -> new Place(n.node(), n.content().key()),
                        () -> new TreeMap<>(Comparator.comparing(Place::node).thenComparing(Place::key)),
                        Collectors.toList()));
        Map<Place, SeenWeights> there =
                seen.stream().collect(Collectors.toMap(s -> new Place(s.node(), s.key()), Function.identity()));
        List<NodeWeights> observed = seen.stream()
                .map(s -> view(s, users.getOrDefault(new Place(s.node(), s.key()), List.of())))
                .toList();
        Instant now = clock.instant();
        return java.util.stream.Stream.concat(
                        observed.stream(),
                        users.entrySet().stream()
                                .filter(e -> !there.containsKey(e.getKey()))
                                .map(e -> assigned(e.getValue(), now)))
                .sorted(BY_NODE)
                .toList();
    }

    private static NodeWeights view(SeenWeights seen, List<WeightsNeed> needed) {
        Optional<WeightsContent> content =
                needed.stream().map(WeightsNeed::content).findFirst();
        return new NodeWeights(
                seen.node(),
                content.map(WeightsContent::kind).orElse(seen.kind()),
                content.map(WeightsContent::name).orElse(seen.name()),
                seen.key(),
                seen.state(),
                seen.sentence(),
                seen.progress(),
                seen.bytesPerSecond(),
                eta(seen),
                seen.fromOrigin(),
                seen.fromPeers(),
                users(needed),
                seen.since());
    }

    private static Optional<Duration> eta(SeenWeights seen) {
        long left = seen.progress().total() - seen.progress().done();
        return seen.state() == WeightsState.FETCHING && seen.bytesPerSecond() > 0 && left >= 0
                ? Optional.of(Duration.ofSeconds(Math.ceilDiv(left, seen.bytesPerSecond())))
                : Optional.empty();
    }

    private static NodeWeights assigned(List<WeightsNeed> needed, Instant now) {
        WeightsNeed first = needed.getFirst();
        return new NodeWeights(
                first.node(),
                first.content().kind(),
                first.content().name(),
                first.content().key(),
                WeightsState.ASSIGNED,
                "Its agent has not said anything about it yet.",
                new Progress(0, first.content().bytes()),
                0,
                Optional.empty(),
                0,
                0,
                users(needed),
                now);
    }

    private static List<String> users(List<WeightsNeed> needed) {
        return needed.stream().map(WeightsNeed::user).distinct().sorted().toList();
    }
}
