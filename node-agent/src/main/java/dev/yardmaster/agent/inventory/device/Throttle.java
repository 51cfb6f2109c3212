package dev.yardmaster.agent.inventory.device;

import dev.yardmaster.agent.inventory.health.Symptom;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** NVIDIA's bits for why clocks are lower than they could be. */
final class Throttle {
    /** An idle GPU, and clocks that somebody set, are as they should be. */
    private static final Map<Long, String> REASONS = new TreeMap<>(Map.of(
            0x4L, "software power cap",
            0x8L, "hardware slowdown",
            0x10L, "sync boost",
            0x20L, "software thermal slowdown",
            0x40L, "hardware thermal slowdown",
            0x80L, "hardware power brake",
            0x100L, "display clocks"));

    private static final long TELLING = 0x8 | 0x40 | 0x80;

    private Throttle() {}

    static List<String> named(long mask) {
        return REASONS.entrySet().stream()
                .filter(r -> (mask & r.getKey()) != 0)
                .map(Map.Entry::getValue)
                .toList();
    }

    /** What tells of bad cooling or power; running at the power cap is daily life. */
    static List<Symptom> symptoms(long mask) {
        long telling = mask & TELLING;
        return telling == 0 ? List.of() : List.of(new Symptom.Throttled(String.join(", ", named(telling))));
    }
}
