package dev.yardmaster.systemtests.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a benchmark was called with: names that all take a number. */
record Options(Map<String, Long> values) {

    /** @throws IllegalArgumentException naming what is not understood, and what would be */
    static Options parse(List<String> arguments, Map<String, Long> defaults) {
        Map<String, Long> values = new LinkedHashMap<>(defaults);
        for (int i = 0; i < arguments.size(); i += 2) {
            if (!defaults.containsKey(arguments.get(i)) || i + 1 == arguments.size()) {
                throw new IllegalArgumentException(
                        "expected " + String.join(" N, ", defaults.keySet()) + " N, not " + arguments.get(i));
            }
            values.put(arguments.get(i), Long.parseLong(arguments.get(i + 1)));
        }
        return new Options(values);
    }

    long number(String name) {
        return values.getOrDefault(name, 0L);
    }
}
