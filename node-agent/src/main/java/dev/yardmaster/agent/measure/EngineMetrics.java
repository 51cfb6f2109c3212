package dev.yardmaster.agent.measure;

import dev.yardmaster.contract.engine.EngineMetric;
import dev.yardmaster.contract.engine.EngineReading.Bucket;
import dev.yardmaster.contract.engine.EngineReading.Histogram;
import java.util.List;
import java.util.Map;

/** All engines of this node on the agent's Prometheus page, each metric under one name whatever the engine. */
public final class EngineMetrics {
    private final StringBuilder page = new StringBuilder();

    private EngineMetrics() {}

    /** Whose metrics they are. */
    public record Series(String instance, String deployment, int revision, String runtime, Measured measured) {}

    public static String page(List<Series> all) {
        EngineMetrics rendering = new EngineMetrics();
        for (EngineMetric metric : EngineMetric.values()) {
            rendering.metric(metric, all);
        }
        return rendering.page.toString();
    }

    private void metric(EngineMetric metric, List<Series> all) {
        List<Series> with = all.stream()
                .filter(s -> s.measured().values().containsKey(metric)
                        || s.measured().histograms().containsKey(metric))
                .toList();
        if (with.isEmpty()) {
            return;
        }
        String name = name(metric);
        String type = metric.kind().name().toLowerCase(java.util.Locale.ROOT);
        page.append("# HELP ").append(name).append(' ').append(help(metric)).append('\n');
        page.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        for (Series series : with) {
            switch (metric.kind()) {
                case GAUGE, COUNTER -> series.measured().value(metric).ifPresent(v -> line(name, labels(series), v));
                case HISTOGRAM -> histogram(name, series, series.measured().histograms(), metric);
            }
        }
    }

    private void histogram(String name, Series series, Map<EngineMetric, Histogram> of, EngineMetric metric) {
        Histogram histogram = of.get(metric);
        if (histogram == null) {
            return;
        }
        String labels = labels(series);
        for (Bucket bucket : histogram.buckets()) {
            String bound = bucket.upTo() == Double.MAX_VALUE ? "+Inf" : Double.toString(bucket.upTo());
            line(name + "_bucket", labels + ",le=\"" + bound + "\"", bucket.count());
        }
        line(name + "_sum", labels, histogram.sum());
        line(name + "_count", labels, histogram.count());
    }

    private void line(String name, String labels, double value) {
        page.append(name).append('{').append(labels).append("} ").append(value).append('\n');
    }

    private static String labels(Series series) {
        return "instance=\"" + escaped(series.instance()) + "\",deployment=\"" + escaped(series.deployment())
                + "\",revision=\"" + series.revision() + "\",runtime=\"" + escaped(series.runtime()) + "\"";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String name(EngineMetric metric) {
        return "yard_engine_"
                + switch (metric) {
                    case RUNNING -> "requests_running";
                    case WAITING -> "requests_waiting";
                    case KV_USE -> "kv_cache_usage_ratio";
                    case PREFIX_QUERIES -> "prefix_cache_queries_tokens_total";
                    case PREFIX_HITS -> "prefix_cache_hits_tokens_total";
                    case TTFT -> "time_to_first_token_seconds";
                    case ITL -> "inter_token_latency_seconds";
                    case END_TO_END -> "request_duration_seconds";
                    case TOKENS_IN -> "prompt_tokens_total";
                    case TOKENS_OUT -> "completion_tokens_total";
                    case PREEMPTIONS -> "preemptions_total";
                    case ADAPTERS_LOADED -> "adapters_loaded";
                };
    }

    private static String help(EngineMetric metric) {
        return switch (metric) {
            case RUNNING -> "Requests being computed.";
            case WAITING -> "Requests that wait for a place.";
            case KV_USE -> "Share of the cache of keys and values in use, 0 to 1.";
            case PREFIX_QUERIES -> "Tokens that were looked up in the prefix cache.";
            case PREFIX_HITS -> "Tokens that were found in the prefix cache.";
            case TTFT -> "Seconds from a request's arrival to its first token.";
            case ITL -> "Seconds between two tokens of an answer.";
            case END_TO_END -> "Seconds from a request's arrival to its end.";
            case TOKENS_IN -> "Tokens of prompts.";
            case TOKENS_OUT -> "Tokens of answers.";
            case PREEMPTIONS -> "Requests that were taken out of the batch for want of memory.";
            case ADAPTERS_LOADED -> "Adapters that are loaded.";
        };
    }
}
