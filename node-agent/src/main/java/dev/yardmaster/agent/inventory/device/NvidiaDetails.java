package dev.yardmaster.agent.inventory.device;

import dev.yardmaster.agent.inventory.health.Symptom;
import dev.yardmaster.agent.inventory.tool.Pci;
import dev.yardmaster.contract.node.Accelerator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * GPUs from {@code nvidia-smi -q -x}, which answers where a list of fields is refused. Names of elements differ between
 * drivers; none of them tells the compute capability.
 */
final class NvidiaDetails {
    private static final Map<String, Long> REASONS = Map.of(
            "sw_power_cap", 0x4L,
            "hw_slowdown", 0x8L,
            "sync_boost", 0x10L,
            "sw_thermal_slowdown", 0x20L,
            "hw_thermal_slowdown", 0x40L,
            "hw_power_brake_slowdown", 0x80L,
            "display_clocks_setting", 0x100L);

    private static final String VOLATILE = "ecc_errors/volatile/";

    private final Map<String, String> values;

    private NvidiaDetails(Map<String, String> values) {
        this.values = values;
    }

    static List<Seen> devices(String xml) {
        NvidiaXml.Document document = NvidiaXml.read(xml);
        List<Seen> found = new ArrayList<>();
        for (NvidiaXml.Gpu gpu : document.gpus()) {
            found.add(new NvidiaDetails(gpu.values()).seen(found.size(), document.driver()));
        }
        return found;
    }

    private Seen seen(int index, String driver) {
        NvidiaXml.Memory memory = NvidiaXml.memory(values);
        Accelerator bare = new Accelerator(
                Accelerator.Vendor.NVIDIA,
                index,
                text("uuid")
                        .or(() -> text("pci/pci_bus_id").flatMap(Pci::address))
                        .orElse("NVIDIA-" + index),
                text("product_name").orElse(""),
                memory.total(),
                memory.free(),
                "",
                Cell.text(driver).orElse(""));
        return new Seen(bare, symptoms()).with(this::facts);
    }

    private void facts(Facts facts) {
        facts.pciBus = text("pci/pci_bus_id").flatMap(Pci::address);
        facts.temperature = number("temperature/gpu_temp");
        facts.powerWatts = number(
                "gpu_power_readings/power_draw",
                "gpu_power_readings/average_power_draw",
                "gpu_power_readings/instant_power_draw",
                "power_readings/power_draw");
        facts.powerLimitWatts = number("gpu_power_readings/current_power_limit", "power_readings/power_limit");
        facts.utilisation = number("utilization/gpu_util").map(p -> p / 100);
        facts.ecc = text("ecc_mode/current_ecc").map("Enabled"::equals);
        facts.throttled = Throttle.named(mask());
        facts.partition = text("mig_mode/current_mig").filter("Enabled"::equals).map(_ -> NvidiaParts.DIVIDED);
        facts.error("ECC corrected", sum(VOLATILE, "sram_correctable", "dram_correctable", "single_bit/total"));
        facts.error("ECC uncorrected", uncorrected());
        facts.error("remapped rows", sum("remapped_rows/", "remapped_row_corr", "remapped_row_unc"));
    }

    private List<Symptom> symptoms() {
        List<Symptom> symptoms = new ArrayList<>(NvidiaWords.symptoms(asked()));
        uncorrected().filter(n -> n > 0).ifPresent(n -> symptoms.add(new Symptom.EccUncorrected(n)));
        if (yes("remapped_rows/remapped_row_pending", "retired_pages/pending_retirement")) {
            symptoms.add(new Symptom.RemapPending());
        }
        if (yes("remapped_rows/remapped_row_failure")) {
            symptoms.add(new Symptom.RemapFailed());
        }
        Stream.of("gpu_reset_status/reset_required", "gpu_recovery_action")
                .flatMap(p -> text(p).stream())
                .filter(w -> w.equals("Yes") || w.contains("Reset") || w.contains("Reboot"))
                .findFirst()
                .ifPresent(w -> symptoms.add(
                        new Symptom.NeedsReset(w.equals("Yes") ? "reset required" : "recovery action " + w)));
        symptoms.addAll(Throttle.symptoms(mask()));
        return symptoms;
    }

    /** What is told of here; the rest of the document may well be unreadable on a GPU that is well. */
    private Map<String, String> asked() {
        Map<String, String> told = new LinkedHashMap<>();
        Stream.of("fb_memory_usage/total", "temperature/gpu_temp", "utilization/gpu_util", "ecc_mode/current_ecc")
                .filter(values::containsKey)
                .forEach(p -> told.put(p, values.getOrDefault(p, "")));
        return told;
    }

    private Optional<Long> uncorrected() {
        return sum(
                VOLATILE,
                "sram_uncorrectable",
                "sram_uncorrectable_parity",
                "sram_uncorrectable_secded",
                "dram_uncorrectable",
                "double_bit/total");
    }

    /** Of those that were counted. */
    private Optional<Long> sum(String path, String... names) {
        return Stream.of(names)
                .flatMap(n -> Cell.whole(values.getOrDefault(path + n, "")).stream())
                .reduce(Long::sum);
    }

    private long mask() {
        return REASONS.entrySet().stream()
                .filter(r -> active("clocks_event_reason", r.getKey()) || active("clocks_throttle_reason", r.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private boolean active(String kind, String reason) {
        return values.getOrDefault(kind + "s/" + kind + "_" + reason, "").equals("Active");
    }

    private boolean yes(String... paths) {
        return Stream.of(paths).anyMatch(p -> values.getOrDefault(p, "").equals("Yes"));
    }

    private Optional<String> text(String path) {
        return Cell.text(values.getOrDefault(path, ""));
    }

    private Optional<Double> number(String... paths) {
        return Stream.of(paths)
                .flatMap(p -> Cell.number(values.getOrDefault(p, "")).stream())
                .findFirst();
    }
}
