package dev.yardmaster.agent.inventory.device;

import dev.yardmaster.agent.inventory.health.Symptom;
import dev.yardmaster.agent.inventory.tool.Pci;
import dev.yardmaster.contract.node.Accelerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Huawei's {@code npu-smi info}: a table with two rows for each chip. In the first the card's number and product, health,
 * power and temperature; in the second the chip's number, on newer ones its number among all chips, bus and memory.
 */
final class NpuTable {
    static final List<String> COMMAND = List.of("npu-smi", "info");
    private static final Pattern VERSION = Pattern.compile("\\|\\s*npu-smi\\s+(\\S+)");
    private static final Pattern USED_OF_TOTAL = Pattern.compile("(\\d+)\\s*/\\s*(\\d+)");
    private static final Set<String> WELL = Set.of("OK", "NA");

    private final String driver;
    private final List<Chip> chips = new ArrayList<>();
    private final Set<String> buses = new HashSet<>();

    private NpuTable(String driver) {
        this.driver = driver;
    }

    /** @param npu and {@code chip} as other commands of the tool are given */
    record Chip(int npu, int chip, Seen seen) {}

    static List<Chip> parse(String table) {
        Matcher version = VERSION.matcher(table);
        NpuTable reader = new NpuTable(version.find() ? version.group(1) : "");
        List<String> first = List.of();
        for (String line : table.lines().toList()) {
            List<String> cells = cells(line);
            if (cells.size() != 3) {
                continue;
            }
            if (!first.isEmpty() && Pci.address(cells.get(1)).isPresent()) {
                reader.chip(first, cells);
                first = List.of();
            } else if (cells.getFirst().matches("\\d+\\s+\\S*[A-Za-z]\\S*")) {
                first = cells;
            }
        }
        return reader.chips;
    }

    private static List<String> cells(String line) {
        String bare = line.strip();
        return bare.startsWith("|") && bare.endsWith("|") && bare.length() > 1
                ? Arrays.stream(bare.substring(1, bare.length() - 1).split("\\|"))
                        .map(String::strip)
                        .toList()
                : List.of();
    }

    private void chip(List<String> first, List<String> second) {
        String[] card = first.getFirst().split("\\s+", 2);
        String[] numbers = second.getFirst().split("\\s+");
        int chip = Integer.parseInt(numbers[0]);
        int index = numbers.length > 1 ? Integer.parseInt(numbers[1]) : chips.size();
        String bus = Pci.address(second.get(1)).orElse("");
        String uuid = buses.add(bus) ? bus : bus + "-" + chip;
        long[] memory = memory(second.get(2));
        Accelerator device = new Accelerator(
                Accelerator.Vendor.ASCEND,
                index,
                uuid,
                card[1].startsWith("Ascend") ? card[1] : "Ascend " + card[1],
                memory[0],
                memory[1],
                "",
                driver);
        String health = first.get(1);
        List<Symptom> symptoms =
                WELL.contains(health) || health.isEmpty() ? List.of() : List.of(new Symptom.AscendHealth(health));
        String[] measures = first.get(2).split("\\s+");
        chips.add(new Chip(Integer.parseInt(card[0]), chip, new Seen(device, symptoms).with(f -> {
                    f.pciBus = Optional.of(bus);
                    f.powerWatts = Cell.number(measures[0]);
                    f.temperature = measures.length > 1 ? Cell.number(measures[1]) : Optional.empty();
                    f.utilisation = Cell.number(second.get(2).split("\\s+")[0]).map(p -> p / 100);
                })));
    }

    /** The larger of the two memories is the one that holds weights: HBM, or DDR on chips without HBM. */
    private static long[] memory(String text) {
        long total = 0;
        long used = 0;
        Matcher memory = USED_OF_TOTAL.matcher(text);
        while (memory.find()) {
            long size = Long.parseLong(memory.group(2));
            if (size > total) {
                total = size;
                used = Long.parseLong(memory.group(1));
            }
        }
        return new long[] {total << 20, Math.max(0, total - used) << 20};
    }
}
