package dev.yardmaster.agent.inventory.device;

import dev.yardmaster.agent.inventory.tool.Pci;
import dev.yardmaster.agent.platform.Json;
import dev.yardmaster.contract.node.Accelerator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
            "--showbus",
            "--showuse",
            "--showtemp",
            "--showpower",
            "--showmaxpower",
            "--json");

    private RocmSmi() {}

    static List<Seen> parse(String json) {
        JsonNode root = Json.mapper().readTree(withoutWarnings(json));
        String driver = root.path("system").path("Driver version").asString("");
        List<Seen> found = new ArrayList<>();
        for (Map.Entry<String, JsonNode> card : root.properties()) {
            if (card.getKey().matches("card\\d{1,4}")) {
                found.add(seen(Integer.parseInt(card.getKey().substring(4)), card.getValue(), driver));
            }
        }
        found.sort(Comparator.comparingInt(s -> s.device().index()));
        return found;
    }

    /** It prints warnings before the JSON. */
    private static String withoutWarnings(String text) {
        int brace = text.indexOf('{');
        if (brace < 0) {
            throw new IllegalArgumentException("no JSON");
        }
        return text.substring(brace);
    }

    private static Seen seen(int index, JsonNode card, String driver) {
        long total = bytes(card, "VRAM Total Memory (B)");
        long used = bytes(card, "VRAM Total Used Memory (B)");
        Optional<String> pci = first(card, "PCI Bus").flatMap(Pci::address);
        Accelerator device = new Accelerator(
                Accelerator.Vendor.AMD,
                index,
                first(card, "Unique ID").or(() -> pci).orElse("AMD-" + index),
                first(card, "Card Series", "Card series", "Device Name", "Card model")
                        .orElse(""),
                total,
                Math.max(0, total - used),
                first(card, "GFX Version").orElse(""),
                driver);
        return Seen.well(device).with(f -> {
            f.pciBus = pci;
            f.temperature = number(card, "Temperature (Sensor junction) (C)", "Temperature (Sensor edge) (C)");
            f.powerWatts = number(
                    card,
                    "Current Socket Graphics Package Power (W)",
                    "Average Graphics Package Power (W)",
                    "Average Graphics Package Power (W) ");
            f.powerLimitWatts = number(card, "Max Graphics Package Power (W)");
            f.utilisation = number(card, "GPU use (%)").map(p -> p / 100);
        });
    }

    private static Optional<String> first(JsonNode card, String... names) {
        return Stream.of(names)
                .flatMap(n -> Cell.text(card.path(n).asString("")).stream())
                .findFirst();
    }

    private static Optional<Double> number(JsonNode card, String... names) {
        return first(card, names).flatMap(Cell::number);
    }

    private static long bytes(JsonNode card, String name) {
        return first(card, name)
                .filter(v -> v.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(0L);
    }
}
