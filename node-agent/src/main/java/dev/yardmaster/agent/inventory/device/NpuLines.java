package dev.yardmaster.agent.inventory.device;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code npu-smi info} prints as {@code key : value}, and its map of chips. */
final class NpuLines {
    static final List<String> MAP = List.of("npu-smi", "info", "-m");

    private NpuLines() {}

    static List<String> errors(int npu) {
        return List.of("npu-smi", "info", "-t", "ecc", "-i", String.valueOf(npu));
    }

    /** By {@code NPU/CHIP} the number that programs count by; controllers have none. */
    static Map<String, Integer> logicNumbers(String map) {
        Map<String, Integer> numbers = new HashMap<>();
        for (String line : map.lines().toList()) {
            String[] cells = line.strip().split("\\s+");
            if (cells.length >= 4 && cells[0].matches("\\d+") && cells[1].matches("\\d+") && cells[2].matches("\\d+")) {
                numbers.put(cells[0] + "/" + cells[1], Integer.parseInt(cells[2]));
            }
        }
        return numbers;
    }

    /** By chip; its number ends each block where there are several, and is left out where there is one. */
    static Map<Integer, Map<String, String>> blocks(String text) {
        Map<Integer, Map<String, String>> blocks = new LinkedHashMap<>();
        Map<String, String> block = new HashMap<>();
        for (String line : new ArrayList<>(text.lines().toList())) {
            String[] parts = line.split(":", 2);
            if (parts.length < 2) {
                continue;
            }
            Optional<Long> chip = parts[0].strip().equals("Chip ID") ? Cell.whole(parts[1]) : Optional.empty();
            if (chip.isPresent()) {
                blocks.put(chip.get().intValue(), block);
                block = new HashMap<>();
            } else {
                block.put(parts[0].strip(), parts[1].strip());
            }
        }
        if (blocks.isEmpty()) {
            blocks.put(0, block);
        }
        return blocks;
    }
}
