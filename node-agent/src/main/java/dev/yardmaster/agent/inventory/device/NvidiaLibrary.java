package dev.yardmaster.agent.inventory.device;

import dev.yardmaster.agent.inventory.health.Symptom;
import dev.yardmaster.agent.inventory.tool.HostFiles;
import dev.yardmaster.agent.inventory.tool.Tools;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * NVIDIA's devices as the driver's own library tells: cheaper than its tool, and it says all that the tool does. It may
 * hang as the tool may; whoever calls keeps the time.
 */
final class NvidiaLibrary {
    private static final int DRIVER_NOT_LOADED = 9;
    private static final int GPU_IS_LOST = 15;
    private static final int RESET_REQUIRED = 16;
    private static final int MISMATCH = 18;

    private final NvmlCalls nvml;
    private final HostFiles files;
    private final Slow<Map<Integer, Map<Integer, String>>> links;

    NvidiaLibrary(SymbolLookup library, HostFiles files, Clock clock) {
        this.nvml = new NvmlCalls(library);
        this.files = files;
        this.links = new Slow<>(Duration.ofMinutes(10), clock, Map.of());
    }

    static NvidiaLibrary open(Path library, HostFiles files, Clock clock) {
        return new NvidiaLibrary(SymbolLookup.libraryLookup(library, Arena.global()), files, clock);
    }

    /** A driver that is loaded anew is seen, because the library is entered and left each time. */
    Found look() {
        int code = nvml.code("nvmlInit_v2");
        if (code != 0) {
            return refused(code);
        }
        try {
            return devices();
        } catch (NvmlCalls.NvmlException e) {
            return Found.failed(new Symptom.ToolFails("NVML"), List.of("NVML: " + e.getMessage()));
        } finally {
            nvml.code("nvmlShutdown");
        }
    }

    private static Found refused(int code) {
        return switch (code) {
            case MISMATCH ->
                Found.failed(
                        new Symptom.DriverMismatch("The NVIDIA driver and its library are of different versions"),
                        List.of("NVML: driver/library version mismatch; restart the host, or load the driver anew"));
            case DRIVER_NOT_LOADED ->
                Found.failed(new Symptom.ToolFails("NVML"), List.of("NVML: the NVIDIA driver is not loaded"));
            default -> Found.failed(new Symptom.ToolFails("NVML"), List.of("NVML: its start answered " + code));
        };
    }

    private Found devices() {
        String driver = nvml.text("nvmlSystemGetDriverVersion").orElse("");
        int count = nvml.number("nvmlDeviceGetCount_v2").orElse(0);
        List<String> notes = new ArrayList<>();
        List<Seen> seen = new ArrayList<>();
        List<NvmlDevice> gpus = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            Optional<MemorySegment> handle = nvml.handle("nvmlDeviceGetHandleByIndex_v2", i);
            handle.map(h -> new NvmlDevice(nvml, h))
                    .ifPresentOrElse(gpus::add, () -> notes.add("NVML: " + unreachable(number)));
        }
        Map<Integer, Map<Integer, String>> reach = gpus.size() < 2
                ? Map.of()
                : links.get(
                        new Asking(_ -> new Tools.Result.Absent()), _ -> Optional.of(new NvmlLinks(nvml, gpus).all()));
        for (int i = 0; i < gpus.size(); i++) {
            int index = i;
            seen.add(gpus.get(i).seen(i, driver).with(f -> {
                f.links = reach.getOrDefault(index, Map.of());
                f.numaNode = f.pciBus.flatMap(p -> Sysfs.numaNode(files, p));
            }));
        }
        return NvidiaParts.any(seen) ? parts(gpus).apply(seen, notes) : Found.all(seen, notes);
    }

    private String unreachable(int index) {
        int code =
                nvml.code("nvmlDeviceGetHandleByIndex_v2", index, Arena.global().allocate(8));
        return "GPU " + index
                + switch (code) {
                    case GPU_IS_LOST -> " is lost";
                    case RESET_REQUIRED -> " needs a reset";
                    default -> " cannot be opened, error " + code;
                };
    }

    private NvidiaParts parts(List<NvmlDevice> gpus) {
        List<NvidiaMig> parts = new ArrayList<>();
        Map<String, NvidiaXml.Memory> memory = new HashMap<>();
        for (NvmlDevice gpu :
                gpus.stream().filter(g -> g.isDivided().orElse(false)).toList()) {
            String parent = gpu.uuid();
            int most =
                    nvml.number("nvmlDeviceGetMaxMigDeviceCount", gpu.handle()).orElse(0);
            IntStream.range(0, most)
                    .forEach(n -> nvml.handle("nvmlDeviceGetMigDeviceHandleByIndex", gpu.handle(), n)
                            .map(h -> new NvmlDevice(nvml, h))
                            .ifPresent(part -> {
                                String name = nvml.text("nvmlDeviceGetName", part.handle())
                                        .orElse("");
                                parts.add(new NvidiaMig(parent, name.replaceFirst("^.*MIG ", ""), n, part.uuid()));
                                NvmlDevice.Memory has = part.memory();
                                memory.put(parent + "/" + n, new NvidiaXml.Memory(has.total(), has.free()));
                            }));
        }
        return new NvidiaParts(parts, memory);
    }
}
