package dev.yardmaster.agent.inventory.host;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What {@code /proc/cpuinfo} says, on x86 ({@code flags}) and on Arm ({@code Features}).
 *
 * @param model empty where the kernel names none
 */
public record CpuInfo(String model, SortedSet<String> features) {
    public static final CpuInfo UNKNOWN = new CpuInfo("", new TreeSet<>());

    /** Arm cores are told by number only; these are those of machines that serve models. */
    private static final Map<String, String> ARM_CORES = Map.of(
            "0x41:0xd0c", "Arm Neoverse N1",
            "0x41:0xd40", "Arm Neoverse V1",
            "0x41:0xd49", "Arm Neoverse N2",
            "0x41:0xd4f", "Arm Neoverse V2",
            "0x41:0xd84", "Arm Neoverse V3",
            "0x48:0xd01", "HiSilicon Kunpeng 920",
            "0x48:0xd02", "HiSilicon Kunpeng 920",
            "0xc0:0xac3", "Ampere-1");

    public static CpuInfo parse(List<String> lines) {
        String model = value(lines, "model name")
                .or(() -> value(lines, "Model"))
                .or(() -> arm(lines))
                .orElse("");
        SortedSet<String> features = new TreeSet<>();
        value(lines, "flags")
                .or(() -> value(lines, "Features"))
                .ifPresent(all -> features.addAll(Arrays.asList(all.split("\\s+"))));
        return new CpuInfo(model, features);
    }

    private static Optional<String> arm(List<String> lines) {
        return value(lines, "CPU implementer")
                .flatMap(by -> value(lines, "CPU part").map(part -> by + ":" + part))
                .map(id -> ARM_CORES.getOrDefault(id, "Arm core " + id));
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
