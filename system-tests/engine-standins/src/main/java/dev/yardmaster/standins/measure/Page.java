package dev.yardmaster.standins.measure;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A page in Prometheus' text format. */
public final class Page {
    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> labels;
    private String last = "";

    /** @param labels on every series */
    public Page(Map<String, String> labels) {
        this.labels = new TreeMap<>(labels);
    }

    public Page gauge(String name, double value) {
        return series(name, "gauge", Map.of(), value);
    }

    public Page gauge(String name, Map<String, String> more, double value) {
        return series(name, "gauge", more, value);
    }

    public Page counter(String name, double value) {
        return series(name, "counter", Map.of(), value);
    }

    public Page counter(String name, Map<String, String> more, double value) {
        return series(name, "counter", more, value);
    }

    public Page histogram(String name, Histogram histogram) {
        type(name, "histogram");
        Histogram.Snapshot now = histogram.snapshot();
        for (int i = 0; i < now.bounds().length; i++) {
            line(name + "_bucket", Map.of("le", number(now.bounds()[i])), now.counts()[i]);
        }
        line(name + "_bucket", Map.of("le", "+Inf"), now.count());
        line(name + "_sum", Map.of(), now.sum());
        line(name + "_count", Map.of(), now.count());
        return this;
    }

    private Page series(String name, String type, Map<String, String> more, double value) {
        type(name, type);
        line(name, more, value);
        return this;
    }

    private void type(String name, String type) {
        if (!name.equals(last)) {
            text.append("# HELP ").append(name).append(" .\n");
            text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
            last = name;
        }
    }

    private void line(String name, Map<String, String> more, double value) {
        Map<String, String> all = new TreeMap<>(labels);
        all.putAll(more);
        String inside = all.entrySet().stream()
                .map(e -> e.getKey() + "=\"" + e.getValue() + "\"")
                .collect(Collectors.joining(","));
        text.append(name);
        if (!inside.isEmpty()) {
            text.append('{').append(inside).append('}');
        }
        text.append(' ').append(number(value)).append('\n');
    }

    private static String number(double value) {
        return Double.toString(value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
