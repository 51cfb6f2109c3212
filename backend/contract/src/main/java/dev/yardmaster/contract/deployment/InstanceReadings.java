package dev.yardmaster.contract.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.yardmaster.contract.engine.EngineMetric;
import dev.yardmaster.contract.engine.EngineSizes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of an instance's engine beside its state.
 *
 * @param taken what it was measured at; absent where there is nothing yet, or nothing any more
 * @param sentence since when, or why there is nothing
 * @param adapters that it has or should have, as far as its node has said lately
 * @param said what its engine said in its log of the memory that it took
 * @param placed sentences about memory, split and kernels, as they were worked out when it was placed
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record InstanceReadings(
        String instance,
        Optional<Taken> taken,
        String sentence,
        List<InstanceAdapter> adapters,
        Optional<EngineSizes> said,
        List<String> placed) {
    public InstanceReadings {
        taken = taken == null ? Optional.empty() : taken;
        adapters = List.copyOf(adapters);
        said = said == null ? Optional.empty() : said;
        placed = List.copyOf(placed);
    }

    /**
     * One reading. What is absent was not measured.
     *
     * @param at by the clock of its node
     * @param values gauges, and counters since its agent started
     * @param spreads of times in seconds, since its agent started
     */
    public record Taken(Instant at, Map<EngineMetric, Double> values, Map<EngineMetric, Spread> spreads) {
        public Taken {
            values = Map.copyOf(values);
            spreads = Map.copyOf(spreads);
        }

        public Optional<Double> value(EngineMetric metric) {
            return Optional.ofNullable(values.get(metric));
        }
    }

    /**
     * How times are spread; percentiles are as exact as the engine's buckets.
     *
     * @param count how many there were
     */
    public record Spread(long count, double mean, double p50, double p95) {}
}
