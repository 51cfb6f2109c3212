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

    /** Requests that are computed or wait; absent where the engine does not tell what it computes. */
    public OptionalLong busy() {
        return value(EngineMetric.RUNNING)
                .map(running -> OptionalLong.of(
                        Math.round(running + value(EngineMetric.WAITING).orElse(0.0))))
                .orElseGet(OptionalLong::empty);
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
