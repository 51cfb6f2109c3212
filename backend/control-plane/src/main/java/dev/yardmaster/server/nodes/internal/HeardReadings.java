package dev.yardmaster.server.nodes.internal;

import dev.yardmaster.contract.agent.Observation;
import dev.yardmaster.contract.agent.ObservationBatch;
import dev.yardmaster.contract.deployment.InstanceAdapter;
import dev.yardmaster.contract.engine.EngineReading;
import dev.yardmaster.server.nodes.EngineReadings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Readings and adapters in memory: of each node what its last report said, so that what an instance left behind goes with
 * it. Nothing is written to the database.
 */
@Component
class HeardReadings implements EngineReadings {
    /** Agents report every 15 s at least. */
    private static final Duration KEPT = Duration.ofSeconds(50);

    private static final int MOST_INSTANCES = 1_000;
    private static final int MOST_BUCKETS = 200;
    private static final int MOST_ADAPTERS = 1_000;
    private static final int LONGEST = 1_000;

    private final Map<String, Heard> byNode = new ConcurrentHashMap<>();
    private final Clock clock;
    private volatile Instant nextSweep = Instant.EPOCH;

    private record Heard(
            Map<String, EngineReading> readings, Map<String, List<InstanceAdapter>> adapters, Instant until) {}

    HeardReadings(Clock clock) {
        this.clock = clock;
    }

    /** What is too much to be true is left out. */
    void heard(String node, ObservationBatch batch) {
        Instant now = clock.instant();
        byNode.put(
                node,
                new Heard(
                        batch.readings().stream()
                                .limit(MOST_INSTANCES)
                                .filter(HeardReadings::plausible)
                                .collect(Collectors.toMap(EngineReading::instanceId, r -> r, (_, last) -> last)),
                        batch.observations().stream()
                                .filter(o -> !o.adapters().isEmpty())
                                .limit(MOST_INSTANCES)
                                .collect(Collectors.toMap(
                                        Observation::instanceId, HeardReadings::bounded, (_, last) -> last)),
                        now.plus(KEPT)));
        if (now.isAfter(nextSweep)) {
            nextSweep = now.plus(KEPT);
            byNode.values().removeIf(h -> !now.isBefore(h.until()));
        }
    }

    private static boolean plausible(EngineReading reading) {
        return reading.values().values().stream().allMatch(Double::isFinite)
                && reading.histograms().values().stream()
                        .allMatch(h -> Double.isFinite(h.sum())
                                && h.count() >= 0
                                && h.buckets().size() <= MOST_BUCKETS);
    }

    private static List<InstanceAdapter> bounded(Observation observation) {
        return observation.adapters().stream()
                .limit(MOST_ADAPTERS)
                .map(a -> new InstanceAdapter(clipped(a.name()), a.state(), clipped(a.sentence())))
                .toList();
    }

    private static String clipped(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    @Override
    public Optional<EngineReading> of(String node, String instanceId) {
        return heard(node).map(h -> h.readings().get(instanceId));
    }

    @Override
    public List<InstanceAdapter> adapters(String node, String instanceId) {
        return heard(node).map(h -> h.adapters().get(instanceId)).orElse(List.of());
    }

    private Optional<Heard> heard(String node) {
        return Optional.ofNullable(byNode.get(node)).filter(h -> clock.instant().isBefore(h.until()));
    }
}
