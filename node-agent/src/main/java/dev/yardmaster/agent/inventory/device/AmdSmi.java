package dev.yardmaster.agent.inventory.device;

import dev.yardmaster.agent.inventory.health.Symptom;
import dev.yardmaster.agent.inventory.tool.Pci;
import dev.yardmaster.agent.platform.Json;
import dev.yardmaster.contract.node.Accelerator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * AMD's {@code amd-smi}. Its JSON moved between releases: lists stand alone or in {@code gpu_data}, quantities are
 * numbers or {@code {value, unit}}, and what is unknown is {@code "N/A"} in the place of either.
 */
final class AmdSmi {
    static final List<String> STATIC = List.of("amd-smi", "static", "--json");
    static final List<String> METRIC = List.of("amd-smi", "metric", "--json");
    static final List<String> TOPOLOGY = List.of("amd-smi", "topology", "--json");

    private static final Pattern JSON = Pattern.compile("^[\\[{]", Pattern.MULTILINE);

    private AmdSmi() {}

    static List<Seen> devices(String staticJson) {
        List<Seen> found = new ArrayList<>();
        Map<String, String> products = new HashMap<>();
        for (JsonNode gpu : gpus(staticJson)) {
            found.add(device(gpu, gpu.path("gpu").asInt(found.size()), products));
        }
        return found;
    }

    private static Seen device(JsonNode gpu, int index, Map<String, String> products) {
        JsonNode asic = gpu.path("asic");
        Optional<String> serial = text(asic.path("asic_serial"));
        Optional<String> pci = text(gpu.path("bus").path("bdf")).flatMap(Pci::address);
        boolean part = serial.filter(products::containsKey).isPresent();
        String product = text(asic.path("market_name"))
                .or(() -> serial.map(s -> products.getOrDefault(s, "")))
                .orElse("");
        serial.ifPresent(s -> products.putIfAbsent(s, product));
        Accelerator device = new Accelerator(
                Accelerator.Vendor.AMD,
                index,
                serial.filter(_ -> !part).or(() -> pci).orElse("AMD-" + index),
                product,
                bytes(gpu.path("vram").path("size")),
                0,
                text(asic.path("target_graphics_version")).orElse(""),
                text(gpu.path("driver").path("version")).orElse(""));
        return Seen.well(device).with(f -> {
            f.pciBus = pci;
            f.numaNode =
                    number(gpu.path("numa").path("node")).map(Double::intValue).filter(n -> n >= 0);
            f.powerLimitWatts = limit(gpu.path("limit"));
            f.partition = partition(gpu.path("partition"));
            f.parentUuid = serial.filter(_ -> part);
            f.ecc = ecc(gpu.path("ras"));
        });
    }

    /** Each device with what moves from one look to the next. */
    static List<Seen> measured(List<Seen> devices, String metricJson) {
        Map<Integer, JsonNode> metrics = new HashMap<>();
        gpus(metricJson).forEach(m -> metrics.put(m.path("gpu").asInt(-1), m));
        return devices.stream()
                .map(s -> metrics.containsKey(s.device().index())
                        ? measured(
                                s,
                                metrics.getOrDefault(
                                        s.device().index(), Json.mapper().createObjectNode()))
                        : s)
                .toList();
    }

    private static Seen measured(Seen seen, JsonNode metric) {
        Accelerator a = seen.device();
        JsonNode memory = metric.path("mem_usage");
        JsonNode power = metric.path("power");
        long total = bytes(memory.path("total_vram"));
        Accelerator now = new Accelerator(
                a.vendor(),
                a.index(),
                a.uuid(),
                a.product(),
                total > 0 ? total : a.memoryBytes(),
                free(memory, total),
                a.computeCapability(),
                a.driver(),
                a.facts(),
                a.health());
        Optional<Long> uncorrected =
                number(metric.path("ecc").path("total_uncorrectable_count")).map(Math::round);
        List<Symptom> symptoms = uncorrected.filter(n -> n > 0).stream()
                .<Symptom>map(Symptom.EccUncorrected::new)
                .toList();
        return new Seen(now, symptoms).with(f -> {
            f.temperature = Stream.of("hotspot", "edge", "mem")
                    .flatMap(s -> number(metric.path("temperature").path(s)).stream())
                    .findFirst();
            f.powerWatts = number(power.path("socket_power")).or(() -> number(power.path("current_socket_power")));
            f.utilisation = number(metric.path("usage").path("gfx_activity")).map(p -> p / 100);
            f.throttled = text(power.path("throttle_status")).filter(t -> t.equalsIgnoreCase("THROTTLED")).stream()
                    .toList();
            f.error(
                    "ECC corrected",
                    number(metric.path("ecc").path("total_correctable_count")).map(Math::round));
            f.error("ECC uncorrected", uncorrected);
        });
    }

    /** By device, how it reaches others. */
    static Map<Integer, Map<Integer, String>> links(String topologyJson) {
        Map<Integer, Map<Integer, String>> links = new HashMap<>();
        for (JsonNode gpu : gpus(topologyJson)) {
            Map<Integer, String> row = new HashMap<>();
            for (JsonNode link : gpu.path("links")) {
                text(link.path("link_type"))
                        .filter(type -> !type.equals("SELF"))
                        .ifPresent(type -> row.put(link.path("gpu").asInt(-1), type));
            }
            links.put(gpu.path("gpu").asInt(-1), row);
        }
        return links;
    }

    private static Optional<String> partition(JsonNode partition) {
        Optional<String> compute =
                text(partition.path("compute_partition")).or(() -> text(partition.path("accelerator_partition")));
        Optional<String> memory = text(partition.path("memory_partition"));
        return compute.map(c -> c + memory.map(m -> "/" + m).orElse(""));
    }

    /** Newer products correct as older ones do and tell it by poison alone. */
    private static Optional<Boolean> ecc(JsonNode ras) {
        List<String> schemas = Stream.of("single_bit_schema", "double_bit_schema", "poison_schema")
                .flatMap(s -> text(ras.path(s)).stream())
                .toList();
        return schemas.isEmpty()
                ? Optional.empty()
                : Optional.of(schemas.stream().anyMatch("ENABLED"::equalsIgnoreCase));
    }

    /** Newer releases tell it per point of measurement; the first is the socket's. */
    private static Optional<Double> limit(JsonNode limit) {
        return number(limit.path("max_power"))
                .or(() -> number(limit.path("ppt0").path("max_power_limit")))
                .or(() -> number(limit.path("socket_power")));
    }

    private static List<JsonNode> gpus(String json) {
        JsonNode root = Json.mapper().readTree(withoutWarnings(json));
        JsonNode list = root.isArray() ? root : root.path("gpu_data");
        if (!list.isArray()) {
            throw new IllegalArgumentException("no list of GPUs");
        }
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    /** Python warns on the same stream before the JSON, which begins a line. */
    private static String withoutWarnings(String text) {
        Matcher start = JSON.matcher(text);
        return start.find() ? text.substring(start.start()) : text;
    }

    private static Optional<String> text(JsonNode node) {
        return node.isString() || node.isNumber() ? Cell.text(node.asString("")) : Optional.empty();
    }

    private static Optional<Double> number(JsonNode quantity) {
        JsonNode value = quantity.isObject() ? quantity.path("value") : quantity;
        return value.isNumber() ? Optional.of(value.asDouble()) : text(value).flatMap(Cell::number);
    }

    private static long free(JsonNode memory, long total) {
        long used = bytes(memory.path("used_vram"));
        return memory.has("free_vram") ? bytes(memory.path("free_vram")) : Math.max(0, total - used);
    }

    private static long bytes(JsonNode quantity) {
        double value = number(quantity).orElse(0.0);
        String unit = quantity.path("unit").asString("MB").toUpperCase(Locale.ROOT);
        int shift = unit.startsWith("B") ? 0 : unit.startsWith("K") ? 10 : unit.startsWith("G") ? 30 : 20;
        return Math.round(value * (1L << shift));
    }
}
