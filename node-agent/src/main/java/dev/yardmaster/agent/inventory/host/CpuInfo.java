package dev.yardmaster.agent.inventory;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What {@code /proc/cpuinfo} says, on x86 ({@code flags}) and on Arm ({@code Features}).
 *
 * @param model empty where the kernel names none
 */
record CpuInfo(String model, SortedSet<String> features) {

    static CpuInfo parse(List<String> lines) {
        String model =
                value(lines, "model name").or(() -> value(lines, "Model")).orElse("");
        SortedSet<String> features = new TreeSet<>();
        value(lines, "flags")
                .or(() -> value(lines, "Features"))
                .ifPresent(all -> features.addAll(Arrays.asList(all.split("\\s+"))));
        return new CpuInfo(model, features);
    }

    private static Optional<String> value(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.split(":", 2))
                .filter(parts -> parts.length == 2 && parts[0].strip().equals(key) && !parts[1].isBlank())
                .map(parts -> parts[1].strip())
                .findFirst();
    }
}
