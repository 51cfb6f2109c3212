package dev.yardmaster.agent.measure;

import java.util.Map;

/** One line of a Prometheus page. */
record Sample(String name, Map<String, String> labels, double value) {
    Sample {
        labels = Map.copyOf(labels);
    }

    boolean carries(Map<String, String> wanted) {
        return labels.entrySet().containsAll(wanted.entrySet());
    }
}
