package dev.yardmaster.server.deployments.status;

import dev.yardmaster.contract.deployment.InstanceReadings.Spread;
import dev.yardmaster.contract.deployment.InstanceReadings.Taken;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.engine.EngineReading;
import dev.yardmaster.contract.engine.EngineReading.Bucket;
import dev.yardmaster.contract.engine.EngineReading.Histogram;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An engine's reading for people: pure functions. */
public final class ReadingsOf {
    private ReadingsOf() {}

    public static Taken taken(EngineReading reading) {
        return new Taken(
                reading.at(),
                reading.values(),
                reading.histograms().entrySet().stream()
                        .flatMap(e -> spread(e.getValue()).map(s -> Map.entry(e.getKey(), s)).stream())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    public static String sentence(Optional<Taken> taken, InstanceState state) {
        return taken.map(t -> "Measured at " + t.at() + ".")
                .orElseGet(() -> state == InstanceState.READY
                        ? "None yet: it answers, and its node has told of no reading lately."
                        : "None yet: engines are measured while they are ready, and this one is " + StatusOf.word(state)
                                + ".");
    }

    /** Nothing while nothing was counted. */
    static Optional<Spread> spread(Histogram histogram) {
        return histogram.count() <= 0
                ? Optional.empty()
                : Optional.of(new Spread(
                        histogram.count(),
                        histogram.sum() / histogram.count(),
                        percentile(histogram, 0.5),
                        percentile(histogram, 0.95)));
    }

    /** As if the times in a bucket were spread evenly; of the last, which has no bound, its beginning. */
    private static double percentile(Histogram histogram, double share) {
        double wanted = histogram.count() * share;
        double from = 0;
        long below = 0;
        for (Bucket bucket : histogram.buckets()) {
            if (bucket.count() >= wanted) {
                boolean open = bucket.upTo() == Double.MAX_VALUE;
                long within = bucket.count() - below;
                return open || within <= 0 ? from : from + (bucket.upTo() - from) * (wanted - below) / within;
            }
            from = bucket.upTo();
            below = bucket.count();
        }
        return from;
    }
}
