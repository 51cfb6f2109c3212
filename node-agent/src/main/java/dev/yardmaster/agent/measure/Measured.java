package dev.yardmaster.agent.measure;

import dev.yardmaster.contract.deployment.Load;
import dev.yardmaster.contract.engine.EngineMetric;
import dev.yardmaster.contract.engine.EngineReading;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One reading of one engine. What is absent was not measured.
 *
 * @param values gauges and counters
 */
public record Measured(
        Map<EngineMetric, Double> values, Map<EngineMetric, EngineReading.Histogram> histograms, Instant at) {
    public Measured {
        values = Map.copyOf(values);
        histograms = Map.copyOf(histograms);
    }

    public Optional<Double> value(EngineMetric metric) {
        return Optional.ofNullable(values.get(metric));
    }

    /** Requests that are computed or wait; absent where the engine tells neither. */
    public OptionalLong busy() {
        if (value(EngineMetric.RUNNING).isEmpty() && value(EngineMetric.WAITING).isEmpty()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Math.round(value(EngineMetric.RUNNING).orElse(0.0)
                + value(EngineMetric.WAITING).orElse(0.0)));
    }

    public Load load() {
        return new Load(
                value(EngineMetric.RUNNING).map(Math::round),
                value(EngineMetric.WAITING).map(Math::round),
                value(EngineMetric.KV_USE).map(u -> Math.round(u * 1000) / 1000.0));
    }

    public EngineReading reading(String instanceId) {
        return new EngineReading(instanceId, at, values, histograms);
    }
}
