package dev.yardmaster.contract.engine;

import java.util.List;
import java.util.Map;

/**
 * How an engine's metrics become ours. What an engine does not measure is absent, never zero.
 *
 * @param path of its Prometheus page; empty where it has none
 * @param port name of the port that serves it, {@code http} for the one that answers requests
 * @param sources several names where versions of the engine differ: the first that is there counts
 */
public record MetricsMap(String path, String port, Map<EngineMetric, List<MetricSource>> sources) {
    public static final MetricsMap NONE = new MetricsMap("", "http", Map.of());

    public MetricsMap {
        path = path == null ? "" : path;
        port = port == null ? "http" : port;
        sources = sources == null ? Map.of() : Map.copyOf(sources);
    }
}
