package dev.yardmaster.engine.llama;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the x86-64 build was compiled for. It does not ask the CPU itself: without these it dies of an illegal instruction. */
final class CpuFeatures {
    private static final List<String> NEEDED = List.of("avx2", "fma", "f16c", "bmi2");

    private CpuFeatures() {}

    /** The needed features that {@code /proc/cpuinfo} does not list for its first CPU. */
    static List<String> missing(String cpuinfo) {
        Set<String> present = cpuinfo.lines()
                .filter(line -> line.startsWith("flags"))
                .findFirst()
                .map(line -> Arrays.stream(
                                line.substring(line.indexOf(':') + 1).strip().split("\\s+"))
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
        var missing = new ArrayList<>(NEEDED);
        missing.removeAll(present);
        return missing;
    }
}
