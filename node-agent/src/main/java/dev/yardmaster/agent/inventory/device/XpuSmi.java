package dev.yardmaster.agent.inventory.device;

import dev.yardmaster.agent.inventory.health.Symptom;
import dev.yardmaster.agent.inventory.tool.Pci;
import dev.yardmaster.agent.platform.Json;
import dev.yardmaster.contract.node.Accelerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Intel's {@code xpu-smi}: a list, then everything else device by device; numbers are strings in some of it. */
final class XpuSmi {
    static final List<String> LIST = List.of("xpu-smi", "discovery", "-j");
    private static final Set<String> WELL = Set.of("ok", "unknown", "");

    private XpuSmi() {}

    static List<String> one(String verb, int device) {
        return List.of("xpu-smi", verb, "-d", String.valueOf(device), "-j");
    }

    static List<Seen> devices(String json) {
        JsonNode root = Json.mapper().readTree(json);
        JsonNode list = root.path("device_list");
        if (!list.isArray() && !list.isNull()) {
            throw new IllegalArgumentException(root.path("error").asString("no device_list"));
        }
        List<Seen> found = new ArrayList<>();
        for (JsonNode device : list) {
            found.add(seen(device, device));
        }
        return found;
    }

    /** The same with what is told of one alone. */
    static Seen detailed(Seen seen, String json) {
        JsonNode details = Json.mapper().readTree(json);
        JsonNode listed = Json.mapper()
                .createObjectNode()
                .put("device_id", seen.device().index())
                .put("uuid", seen.device().uuid())
                .put("device_name", seen.device().product())
                .put("pci_bdf_address", seen.device().facts().pciBus().orElse(""));
        return seen(listed, details);
    }

    private static Seen seen(JsonNode listed, JsonNode details) {
        Optional<String> pci = text(listed, "pci_bdf_address").flatMap(Pci::address);
        int index = listed.path("device_id").asInt(0);
        Accelerator device = new Accelerator(
                Accelerator.Vendor.INTEL,
                index,
                text(listed, "uuid").or(() -> pci).orElse("INTEL-" + index),
                text(listed, "device_name").orElse(""),
                whole(details, "memory_physical_size_byte"),
                whole(details, "memory_free_size_byte"),
                "",
                text(details, "driver_version").orElse(""));
        return Seen.well(device).with(f -> {
            f.pciBus = pci;
            f.ecc = text(details, "memory_ecc_state").map("enabled"::equalsIgnoreCase);
            f.powerLimitWatts =
                    text(details, "max_power_limit").flatMap(Cell::number).filter(w -> w > 0);
        });
    }

    /** Moving values as they are told. */
    static Seen measured(Seen seen, String json) {
        XpuStats stats = XpuStats.read(Json.mapper().readTree(json));
        Accelerator a = seen.device();
        long used =
                stats.memoryUsedMebibytes().map(m -> Math.round(m * (1 << 20))).orElse(-1L);
        Accelerator now = new Accelerator(
                a.vendor(),
                a.index(),
                a.uuid(),
                a.product(),
                a.memoryBytes(),
                used >= 0 ? Math.max(0, a.memoryBytes() - used) : a.memoryFreeBytes(),
                a.computeCapability(),
                a.driver(),
                a.facts(),
                a.health());
        return new Seen(now, seen.symptoms()).with(f -> {
            f.temperature = stats.celsius();
            f.powerWatts = stats.watts();
            f.utilisation = stats.percentBusy().map(p -> p / 100);
        });
    }

    static List<Symptom> symptoms(String json) {
        List<Symptom> symptoms = new ArrayList<>();
        for (Map.Entry<String, JsonNode> part : Json.mapper().readTree(json).properties()) {
            String status = part.getValue().path("status").asString("");
            if (!WELL.contains(status.toLowerCase(java.util.Locale.ROOT))) {
                symptoms.add(new Symptom.IntelHealth(
                        part.getKey(),
                        status,
                        part.getValue().path("description").asString("")));
            }
        }
        return symptoms;
    }

    private static Optional<String> text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString() || value.isNumber() ? Cell.text(value.asString("")) : Optional.empty();
    }

    private static long whole(JsonNode node, String name) {
        return text(node, name)
                .filter(v -> v.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(0L);
    }
}
