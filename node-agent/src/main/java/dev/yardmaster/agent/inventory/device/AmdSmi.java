package dev.yardmaster.agent.inventory;

import dev.yardmaster.agent.platform.Json;
import dev.yardmaster.contract.node.Accelerator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** AMD's {@code amd-smi}; its JSON moved between releases, so both shapes of lists and of quantities are read. */
final class AmdSmi {
    static final List<String> STATIC = List.of("amd-smi", "static", "--json");
    static final List<String> METRIC = List.of("amd-smi", "metric", "--mem-usage", "--json");

    private AmdSmi() {}

    /** @param metricJson empty when memory use could not be read: free is then 0 */
    static List<Accelerator> parse(String staticJson, String metricJson) {
        Map<Integer, Long> free = new HashMap<>();
        if (!metricJson.isEmpty()) {
            for (JsonNode gpu : gpus(metricJson)) {
                free.put(gpu.path("gpu").asInt(-1), bytes(gpu.path("mem_usage").path("free_vram")));
            }
        }
        List<Accelerator> found = new ArrayList<>();
        for (JsonNode gpu : gpus(staticJson)) {
            int index = gpu.path("gpu").asInt(found.size());
            found.add(new Accelerator(
                    Accelerator.Vendor.AMD,
                    index,
                    gpu.path("asic")
                            .path("asic_serial")
                            .asString(gpu.path("bus").path("bdf").asString("")),
                    gpu.path("asic").path("market_name").asString(""),
                    bytes(gpu.path("vram").path("size")),
                    free.getOrDefault(index, 0L),
                    gpu.path("asic").path("target_graphics_version").asString(""),
                    gpu.path("driver").path("version").asString("")));
        }
        return found;
    }

    private static JsonNode gpus(String json) {
        JsonNode root = Json.mapper().readTree(json);
        return root.isArray() ? root : root.path("gpu_data");
    }

    private static long bytes(JsonNode quantity) {
        if (quantity.isNumber()) {
            return quantity.asLong() << 20;
        }
        String unit = quantity.path("unit").asString("MB").toUpperCase(Locale.ROOT);
        long value = quantity.path("value").asLong(0);
        return switch (unit) {
            case "B" -> value;
            case "KB" -> value << 10;
            case "GB" -> value << 30;
            default -> value << 20;
        };
    }
}
