package dev.yardmaster.agent.measure;

import dev.yardmaster.contract.engine.EngineMetric;
import dev.yardmaster.contract.engine.EngineReading.Bucket;
import dev.yardmaster.contract.engine.EngineReading.Histogram;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Adds up what an instance's engines counted, one after the other, so that a restart takes nothing back. */
public final class Lives {
    private int life;
    private final Map<EngineMetric, Double> before = new EnumMap<>(EngineMetric.class);
    private final Map<EngineMetric, Double> now = new EnumMap<>(EngineMetric.class);
    private final Map<EngineMetric, Histogram> histogramsBefore = new EnumMap<>(EngineMetric.class);
    private final Map<EngineMetric, Histogram> histogramsNow = new EnumMap<>(EngineMetric.class);

    /** The engine is another one: what the last one counted stays. Returns the number of its life. */
    public synchronized int next() {
        closeBooks();
        life++;
        return life;
    }

    private void closeBooks() {
        now.forEach((metric, value) -> before.merge(metric, value, Double::sum));
        now.clear();
        histogramsNow.forEach((metric, value) -> histogramsBefore.merge(metric, value, Lives::sum));
        histogramsNow.clear();
    }

    /** The reading with all earlier lives in its counters; one that comes late, of a life that is over, is left as it is. */
    public synchronized Measured add(int of, Measured read) {
        if (of != life) {
            return read;
        }
        if (startedOver(read)) {
            closeBooks();
        }
        Map<EngineMetric, Double> values = new EnumMap<>(EngineMetric.class);
        read.values().forEach((metric, value) -> {
            switch (metric.kind()) {
                case COUNTER -> {
                    now.put(metric, value);
                    values.put(metric, before.getOrDefault(metric, 0.0) + value);
                }
                case GAUGE, HISTOGRAM -> values.put(metric, value);
            }
        });
        Map<EngineMetric, Histogram> histograms = new EnumMap<>(EngineMetric.class);
        read.histograms().forEach((metric, value) -> {
            histogramsNow.put(metric, value);
            histograms.put(
                    metric,
                    Optional.ofNullable(histogramsBefore.get(metric))
                            .map(b -> sum(b, value))
                            .orElse(value));
        });
        return new Measured(values, histograms, read.at());
    }

    /** A counter never falls in one life. */
    private boolean startedOver(Measured read) {
        boolean value = now.entrySet().stream()
                .anyMatch(e ->
                        read.value(e.getKey()).filter(v -> v < e.getValue()).isPresent());
        boolean histogram = histogramsNow.entrySet().stream()
                .anyMatch(e -> Optional.ofNullable(read.histograms().get(e.getKey()))
                        .filter(h -> h.count() < e.getValue().count())
                        .isPresent());
        return value || histogram;
    }

    /** Of histograms with other bounds only the newer one can be told. */
    private static Histogram sum(Histogram one, Histogram other) {
        List<Double> bounds = other.buckets().stream().map(Bucket::upTo).toList();
        if (!bounds.equals(one.buckets().stream().map(Bucket::upTo).toList())) {
            return other;
        }
        List<Bucket> buckets = IntStream.range(0, bounds.size())
                .mapToObj(i -> new Bucket(
                        bounds.get(i),
                        one.buckets().get(i).count() + other.buckets().get(i).count()))
                .toList();
        return new Histogram(one.sum() + other.sum(), one.count() + other.count(), buckets);
    }
}
