package dev.yardmaster.agent.inventory.device;

import dev.yardmaster.agent.inventory.health.Symptom;
import dev.yardmaster.agent.inventory.tool.Pci;
import dev.yardmaster.contract.node.Accelerator;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One GPU, or a part of one, asked through the library. */
record NvmlDevice(NvmlCalls nvml, MemorySegment handle) {
    private static final int CORRECTED = 0;
    private static final int UNCORRECTED = 1;
    private static final int SINCE_LOADED = 0;
    private static final int GPU_SENSOR = 0;
    /** {@code nvmlPciInfo_t}: the bus as text stands behind 16 bytes of an older text and five numbers. */
    static final int PCI_INFO = 68;

    static final int PCI_TEXT = 36;
    /** {@code nvmlMemory_t}. */
    static final int MEMORY = 24;

    static final int MEMORY_TOTAL = 0;
    static final int MEMORY_FREE = 8;
    /** {@code nvmlMemory_v2_t}; its first number is its size with the version in the highest byte. */
    static final int MEMORY_V2 = 40;

    static final int MEMORY_V2_VERSION = MEMORY_V2 | 2 << 24;
    static final int MEMORY_V2_TOTAL = 8;
    static final int MEMORY_V2_FREE = 24;
    /** {@code nvmlTemperature_v1_t}. */
    static final int TEMPERATURE = 12;

    static final int TEMPERATURE_VERSION = TEMPERATURE | 1 << 24;
    static final int TEMPERATURE_VALUE = 8;
    /** {@code nvmlUtilization_t}. */
    static final int UTILISATION = 8;

    String uuid() {
        return nvml.text("nvmlDeviceGetUUID", handle).orElse("");
    }

    Optional<Boolean> isDivided() {
        return nvml.numbers(2, "nvmlDeviceGetMigMode", handle).map(m -> m.getFirst() == 1);
    }

    Seen seen(int index, String driver) {
        Memory memory = memory();
        Accelerator device = new Accelerator(
                Accelerator.Vendor.NVIDIA,
                index,
                uuid(),
                nvml.text("nvmlDeviceGetName", handle).orElse(""),
                memory.total(),
                memory.free(),
                nvml.numbers(2, "nvmlDeviceGetCudaComputeCapability", handle)
                        .map(c -> c.get(0) + "." + c.get(1))
                        .orElse(""),
                driver);
        return new Seen(device, symptoms()).with(this::facts);
    }

    /** In bytes. */
    record Memory(long total, long free) {}

    /** The newer structure keeps apart what the driver holds for itself; older libraries know the older one only. */
    Memory memory() {
        return nvml.struct(MEMORY_V2, MEMORY_V2_VERSION, "nvmlDeviceGetMemoryInfo_v2", handle)
                .map(s -> new Memory(NvmlCalls.longAt(s, MEMORY_V2_TOTAL), NvmlCalls.longAt(s, MEMORY_V2_FREE)))
                .or(() -> nvml.struct(MEMORY, "nvmlDeviceGetMemoryInfo", handle)
                        .map(s -> new Memory(NvmlCalls.longAt(s, MEMORY_TOTAL), NvmlCalls.longAt(s, MEMORY_FREE))))
                .orElse(new Memory(0, 0));
    }

    Optional<String> pci() {
        return pci(nvml, "nvmlDeviceGetPciInfo_v3", handle);
    }

    static Optional<String> pci(NvmlCalls nvml, String function, Object... arguments) {
        return nvml.struct(PCI_INFO, function, arguments).flatMap(s -> {
            String text = new String(s, PCI_TEXT, PCI_INFO - PCI_TEXT, StandardCharsets.US_ASCII);
            return Pci.address(text.substring(0, Math.max(0, text.indexOf(0))));
        });
    }

    private void facts(Facts facts) {
        facts.pciBus = pci();
        facts.temperature = temperature().map(Double::valueOf);
        facts.powerWatts = nvml.number("nvmlDeviceGetPowerUsage", handle).map(mw -> mw / 1000.0);
        facts.powerLimitWatts =
                nvml.number("nvmlDeviceGetEnforcedPowerLimit", handle).map(mw -> mw / 1000.0);
        facts.utilisation = nvml.struct(UTILISATION, "nvmlDeviceGetUtilizationRates", handle)
                .map(s -> NvmlCalls.intAt(s, 0) / 100.0);
        facts.ecc = nvml.numbers(2, "nvmlDeviceGetEccMode", handle).map(m -> m.getFirst() == 1);
        facts.throttled = Throttle.named(throttled());
        facts.error("ECC corrected", errors(CORRECTED));
        facts.error("ECC uncorrected", errors(UNCORRECTED));
        facts.error("remapped rows", rows().map(r -> (long) r.get(0) + r.get(1)));
        facts.partition = isDivided().filter(d -> d).map(_ -> NvidiaParts.DIVIDED);
    }

    private List<Symptom> symptoms() {
        List<Symptom> symptoms = new ArrayList<>(Throttle.symptoms(throttled()));
        errors(UNCORRECTED).filter(n -> n > 0).ifPresent(n -> symptoms.add(new Symptom.EccUncorrected(n)));
        rows().ifPresent(r -> {
            if (r.get(2) != 0) {
                symptoms.add(new Symptom.RemapPending());
            }
            if (r.get(3) != 0) {
                symptoms.add(new Symptom.RemapFailed());
            }
        });
        return symptoms;
    }

    private Optional<Long> errors(int kind) {
        return nvml.big("nvmlDeviceGetTotalEccErrors", handle, kind, SINCE_LOADED);
    }

    /** Corrected, uncorrected, whether some wait, whether it failed. */
    private Optional<List<Integer>> rows() {
        return nvml.numbers(4, "nvmlDeviceGetRemappedRows", handle);
    }

    /** The newer function of each pair is not in older libraries, and the older one is to go. */
    private long throttled() {
        return nvml.big("nvmlDeviceGetCurrentClocksEventReasons", handle)
                .or(() -> nvml.big("nvmlDeviceGetCurrentClocksThrottleReasons", handle))
                .orElse(0L);
    }

    private Optional<Integer> temperature() {
        return nvml.struct(TEMPERATURE, TEMPERATURE_VERSION, "nvmlDeviceGetTemperatureV", handle)
                .map(s -> NvmlCalls.intAt(s, TEMPERATURE_VALUE))
                .or(() -> nvml.number("nvmlDeviceGetTemperature", handle, GPU_SENSOR));
    }
}
