package dev.yardmaster.contract.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One instance's metrics in our terms, as its agent read them. What is absent was not measured.
 *
 * @param values gauges and counters; counters go on over restarts of the engine, as long as the agent runs
 * @param histograms cumulative like counters
 */
public record EngineReading(
        String instanceId, Instant at, Map<EngineMetric, Double> values, Map<EngineMetric, Histogram> histograms) {
    public EngineReading {
        values = Map.copyOf(values);
        histograms = Map.copyOf(histograms);
    }

    /** @param buckets in the order of their bounds, counts cumulative; the last is without bound */
    public record Histogram(double sum, long count, List<Bucket> buckets) {
        public Histogram {
            buckets = List.copyOf(buckets);
        }
    }

    /** @param upTo in seconds; {@link Double#MAX_VALUE} for no bound */
    public record Bucket(double upTo, long count) {}
}
