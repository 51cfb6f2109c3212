package dev.yardmaster.agent.inventory.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import tools.jackson.databind.JsonNode;

/**
 * What {@code xpu-smi stats -j} measures of a device. Up to 1.3 it lists metrics of the device and of each tile; 2.0 nests
 * them by kind and tile. Where the device has no value of its own, its tiles are taken together.
 */
record XpuStats(
        Optional<Double> memoryUsedMebibytes,
        Optional<Double> celsius,
        Optional<Double> watts,
        Optional<Double> percentBusy) {

    static XpuStats read(JsonNode stats) {
        return stats.has("device_level") || stats.has("tile_level") ? listed(stats) : nested(device(stats));
    }

    private static XpuStats listed(JsonNode stats) {
        return new XpuStats(
                listed(stats, "MEMORY_USED", Double::sum),
                listed(stats, "GPU_CORE_TEMPERATURE", Math::max),
                listed(stats, "POWER", Double::sum),
                listed(stats, "GPU_UTILIZATION", Math::max));
    }

    private static Optional<Double> listed(JsonNode stats, String metric, BinaryOperator<Double> together) {
        Optional<Double> whole = named(stats.path("device_level"), metric);
        if (whole.isPresent()) {
            return whole;
        }
        List<Double> tiles = new ArrayList<>();
        stats.path("tile_level").forEach(t -> named(t.path("data_list"), metric).ifPresent(tiles::add));
        return tiles.stream().reduce(together);
    }

    private static Optional<Double> named(JsonNode list, String metric) {
        for (JsonNode each : list) {
            if (each.path("metrics_type").asString("").equals("XPUM_STATS_" + metric)) {
                return number(each.path("value"));
            }
        }
        return Optional.empty();
    }

    private static JsonNode device(JsonNode stats) {
        JsonNode list = stats.path("device_list");
        return list.isArray() && !list.isEmpty() ? list.get(0) : stats;
    }

    private static XpuStats nested(JsonNode device) {
        return new XpuStats(
                tiles(device.path("memory").path("used_mib"), Double::sum),
                tiles(device.path("temperature").path("gpu_core_celsius"), Math::max),
                tiles(device.path("power").path("gpu_power_w"), Double::sum),
                tiles(device.path("utilization").path("gpu_percent"), Math::max));
    }

    private static Optional<Double> tiles(JsonNode byTile, BinaryOperator<Double> together) {
        List<Double> values = new ArrayList<>();
        byTile.properties().forEach(tile -> {
            JsonNode value = tile.getValue();
            number(value.isObject() ? value.path("current") : value).ifPresent(values::add);
        });
        return values.stream().reduce(together);
    }

    private static Optional<Double> number(JsonNode value) {
        return value.isNumber() ? Optional.of(value.asDouble()) : Cell.number(value.asString(""));
    }
}
