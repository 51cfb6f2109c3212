package dev.yardmaster.agent.inventory;

import dev.yardmaster.agent.platform.Json;
import dev.yardmaster.contract.node.Accelerator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** AMD's older {@code rocm-smi}: one member per card, all values strings. */
final class RocmSmi {
    static final List<String> COMMAND = List.of(
            "rocm-smi",
            "--showproductname",
            "--showuniqueid",
            "--showmeminfo",
            "vram",
            "--showdriverversion",
            "--json");

    private RocmSmi() {}

    static List<Accelerator> parse(String json) {
        JsonNode root = Json.mapper().readTree(json);
        String driver = root.path("system").path("Driver version").asString("");
        List<Accelerator> found = new ArrayList<>();
        for (Map.Entry<String, JsonNode> card : root.properties()) {
            if (card.getKey().matches("card\\d{1,4}")) {
                found.add(accelerator(Integer.parseInt(card.getKey().substring(4)), card.getValue(), driver));
            }
        }
        found.sort(Comparator.comparingInt(Accelerator::index));
        return found;
    }

    private static Accelerator accelerator(int index, JsonNode card, String driver) {
        long total = bytes(card.path("VRAM Total Memory (B)").asString("0"));
        long used = bytes(card.path("VRAM Total Used Memory (B)").asString("0"));
        String product =
                card.path("Card Series").asString(card.path("Device Name").asString(""));
        return new Accelerator(
                Accelerator.Vendor.AMD,
                index,
                card.path("Unique ID").asString(""),
                product,
                total,
                Math.max(0, total - used),
                card.path("GFX Version").asString(""),
                driver);
    }

    private static long bytes(String value) {
        return value.matches("\\d{1,18}") ? Long.parseLong(value) : 0;
    }
}
