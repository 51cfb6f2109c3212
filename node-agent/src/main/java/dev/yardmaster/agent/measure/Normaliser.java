package dev.yardmaster.agent.measure;

import dev.yardmaster.contract.engine.EngineMetric;
import dev.yardmaster.contract.engine.EngineReading.Bucket;
import dev.yardmaster.contract.engine.EngineReading.Histogram;
import dev.yardmaster.contract.engine.MetricSource;
import dev.yardmaster.contract.engine.MetricsMap;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/** Finds our metrics in an engine's page, as its map says. */
public final class Normaliser {
    private static final String TOTAL = "_total";
    private static final String BUCKET = "_bucket";
    private static final String SUM = "_sum";
    private static final String COUNT = "_count";

    private final MetricsMap map;
    private final Set<String> names = new HashSet<>();

    public Normaliser(MetricsMap map) {
        this.map = map;
        map.sources().values().stream().flatMap(List::stream).forEach(s -> {
            for (String suffix : List.of("", TOTAL, BUCKET, SUM, COUNT)) {
                names.add(s.name() + suffix);
            }
        });
    }

    /** What of it is there; a metric whose sources are all missing is absent. */
    public Measured read(String page, Instant at) {
        List<Sample> samples = PrometheusText.parse(page, names::contains);
        Map<EngineMetric, Double> values = new EnumMap<>(EngineMetric.class);
        Map<EngineMetric, Histogram> histograms = new EnumMap<>(EngineMetric.class);
        map.sources().forEach((metric, sources) -> {
            switch (metric.kind()) {
                case GAUGE, COUNTER ->
                    sources.stream()
                            .flatMap(s -> value(metric, s, samples).stream())
                            .findFirst()
                            .ifPresent(v -> values.put(metric, v));
                case HISTOGRAM ->
                    sources.stream()
                            .flatMap(s -> histogram(s, samples).stream())
                            .findFirst()
                            .ifPresent(h -> histograms.put(metric, h));
            }
        });
        return new Measured(values, histograms, at);
    }

    private static Optional<Double> value(EngineMetric metric, MetricSource source, List<Sample> samples) {
        List<Sample> found = of(source, source.name(), samples);
        List<Sample> series = found.isEmpty() ? of(source, source.name() + TOTAL, samples) : found;
        if (!source.label().isEmpty()) {
            return series.stream()
                    .filter(s -> s.labels().containsKey(source.label()))
                    .max(Comparator.comparingDouble(Sample::value))
                    .map(s -> inLabel(s.labels().getOrDefault(source.label(), "")) * source.scale());
        }
        return series.stream()
                .map(Sample::value)
                .filter(Double::isFinite)
                .reduce(together(metric))
                .map(v -> v * source.scale());
    }

    private static BinaryOperator<Double> together(EngineMetric metric) {
        return switch (metric.together()) {
            case SUM -> Double::sum;
            case LARGEST -> Math::max;
        };
    }

    private static double inLabel(String text) {
        if (text.isBlank()) {
            return 0;
        }
        return text.strip().matches("[0-9]{1,15}") ? Double.parseDouble(text.strip()) : text.split(",", -1).length;
    }

    private static Optional<Histogram> histogram(MetricSource source, List<Sample> samples) {
        List<Sample> counts = finite(of(source, source.name() + COUNT, samples));
        List<Sample> sums = finite(of(source, source.name() + SUM, samples));
        if (counts.isEmpty() || sums.isEmpty()) {
            return Optional.empty();
        }
        TreeMap<Double, Long> buckets = new TreeMap<>();
        for (Sample bucket : finite(of(source, source.name() + BUCKET, samples))) {
            PrometheusText.number(bucket.labels().getOrDefault("le", ""))
                    .filter(bound -> !bound.isNaN())
                    .ifPresent(bound -> buckets.merge(
                            bound.isInfinite() ? Double.MAX_VALUE : bound * source.scale(),
                            Math.round(bucket.value()),
                            Long::sum));
        }
        long count = Math.round(counts.stream().mapToDouble(Sample::value).sum());
        buckets.put(Double.MAX_VALUE, count);
        return Optional.of(new Histogram(
                sums.stream().mapToDouble(Sample::value).sum() * source.scale(),
                count,
                buckets.entrySet().stream()
                        .map(e -> new Bucket(e.getKey(), e.getValue()))
                        .toList()));
    }

    private static List<Sample> of(MetricSource source, String name, List<Sample> samples) {
        return samples.stream()
                .filter(s -> s.name().equals(name) && s.carries(source.labels()))
                .toList();
    }

    private static List<Sample> finite(List<Sample> samples) {
        return samples.stream().filter(s -> Double.isFinite(s.value())).toList();
    }
}
