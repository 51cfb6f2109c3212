package dev.yardmaster.agent.inventory.host;

import java.util.List;

/** What {@code /proc/meminfo} says, in bytes; 0 where a line is missing. */
public record MemoryInfo(long total, long available) {

    public static MemoryInfo parse(List<String> lines) {
        return new MemoryInfo(kibibytes(lines, "MemTotal:"), kibibytes(lines, "MemAvailable:"));
    }

    /** A control group's limit is all that this agent and its engines can have. */
    MemoryInfo within(long limit) {
        return limit <= 0 || limit >= total ? this : new MemoryInfo(limit, Math.min(available, limit));
    }

    private static long kibibytes(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()).replace("kB", "").strip())
                .filter(number -> number.matches("\\d{1,15}"))
                .mapToLong(number -> Long.parseLong(number) * 1024)
                .findFirst()
                .orElse(0);
    }
}
