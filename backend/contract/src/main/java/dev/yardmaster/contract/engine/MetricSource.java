package dev.yardmaster.contract.engine;

import java.util.Map;

/**
 * Where one of our metrics is found in an engine's Prometheus page. Of several series that match,
 * {@link EngineMetric#together()} says what they come to; histograms are added up by bucket.
 *
 * @param name without the suffixes of a histogram
 * @param labels that a series must carry to count
 * @param label where not empty, the value is not the series' own but the whole number in this label, or, where it is a
 *     list separated by commas, how many there are; of several series the one with the greatest value counts, which is
 *     the newest where values are times
 * @param scale what values are multiplied by to come to our unit: 0.01 for percent, 0.001 for milliseconds
 */
public record MetricSource(String name, Map<String, String> labels, String label, double scale) {
    public MetricSource {
        labels = labels == null ? Map.of() : Map.copyOf(labels);
        label = label == null ? "" : label;
        scale = scale == 0 ? 1 : scale;
    }

    public static MetricSource named(String name) {
        return new MetricSource(name, Map.of(), "", 1);
    }
}
