package dev.yardmaster.gateway.metrics;

import java.math.BigDecimal;

/** Writes the Prometheus text exposition format, version 0.0.4. */
final class PrometheusText {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder out = new StringBuilder(16_384);

    void family(String name, String type, String help) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    void sample(String name, String value) {
        out.append(name).append(' ').append(value).append('\n');
    }

    void sample(String name, Series.Labels labels, String value) {
        out.append(name)
                .append('{')
                .append(labels.text())
                .append("} ")
                .append(value)
                .append('\n');
    }

    void sample(String name, Series.Labels labels, String label, String labelValue, long value) {
        out.append(name).append('{').append(labels.text());
        out.append(',').append(label).append("=\"").append(labelValue).append("\"} ");
        out.append(value).append('\n');
    }

    static String seconds(long nanos) {
        return BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString();
    }

    static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
