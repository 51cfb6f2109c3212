package dev.yardmaster.engine.metrics;

import java.util.Map;

/** Writes the Prometheus text format, version 0.0.4. */
final class Exposition {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final String PREFIX = "yard_engine_";

    private final StringBuilder text = new StringBuilder();

    void counter(String name, String help, long value) {
        head(name, help, "counter");
        sample(name, "", Long.toString(value));
    }

    /** One counter per value of a label. */
    void counters(String name, String help, String label, Map<String, Long> values) {
        head(name, help, "counter");
        values.forEach(
                (value, count) -> sample(name, "{%s=\"%s\"}".formatted(label, escape(value)), Long.toString(count)));
    }

    void gauge(String name, String help, double value) {
        head(name, help, "gauge");
        sample(name, "", number(value));
    }

    /** A constant that only carries labels. */
    void info(String name, String help, Map<String, String> labels) {
        head(name, help, "gauge");
        var written = new StringBuilder();
        labels.forEach((label, value) -> written.append(written.isEmpty() ? "" : ",")
                .append(label)
                .append("=\"")
                .append(escape(value))
                .append('"'));
        sample(name, "{" + written + "}", "1");
    }

    void histogram(String name, String help, Histogram histogram) {
        head(name, help, "histogram");
        long cumulative = 0;
        for (int bucket = 0; bucket < histogram.buckets(); bucket++) {
            cumulative += histogram.count(bucket);
            sample(name + "_bucket", "{le=\"%s\"}".formatted(histogram.bound(bucket)), Long.toString(cumulative));
        }
        sample(name + "_sum", "", number(histogram.sum()));
        sample(name + "_count", "", Long.toString(cumulative));
    }

    private void head(String name, String help, String type) {
        text.append("# HELP ")
                .append(PREFIX)
                .append(name)
                .append(' ')
                .append(help)
                .append('\n');
        text.append("# TYPE ")
                .append(PREFIX)
                .append(name)
                .append(' ')
                .append(type)
                .append('\n');
    }

    private void sample(String name, String labels, String value) {
        text.append(PREFIX)
                .append(name)
                .append(labels)
                .append(' ')
                .append(value)
                .append('\n');
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
