package dev.yardmaster.agent.inventory;

import dev.yardmaster.agent.inventory.HostFiles.Space;
import dev.yardmaster.contract.node.Inventory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Looks at the host. Every fact stands alone: one that cannot be had becomes a note, not a failure. */
public final class InventoryCollector {
    private static final String CPU = "/proc/cpuinfo";
    private static final String MEMORY = "/proc/meminfo";
    private static final String MEMORY_LIMIT = "/sys/fs/cgroup/memory.max";

    private final String hostname;
    private final HostFiles files;
    private final Tools tools;

    /** @param weights directory on the file system that holds weights */
    public InventoryCollector(String hostname, Path weights, Tools tools) {
        this(hostname, HostFiles.of(weights), tools);
    }

    InventoryCollector(String hostname, HostFiles files, Tools tools) {
        this.hostname = hostname;
        this.files = files;
        this.tools = tools;
    }

    public Inventory look() {
        List<String> notes = new ArrayList<>();
        CpuInfo cpu = cpu(notes);
        MemoryInfo memory = memory(notes);
        Space space = space(notes);
        Accelerators.Found devices = Accelerators.look(tools);
        notes.addAll(devices.notes());
        return new Inventory(
                hostname,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("os.arch"),
                cpu.model(),
                Runtime.getRuntime().availableProcessors(),
                cpu.features(),
                memory.total(),
                memory.available(),
                space.total(),
                space.free(),
                devices.accelerators(),
                notes);
    }

    private CpuInfo cpu(List<String> notes) {
        Optional<List<String>> lines = files.lines(CPU);
        if (lines.isEmpty()) {
            notes.add("No " + CPU + " here: the CPU's model and features are unknown.");
        }
        return lines.map(CpuInfo::parse).orElseGet(() -> new CpuInfo("", new TreeSet<>()));
    }

    private MemoryInfo memory(List<String> notes) {
        Optional<List<String>> lines = files.lines(MEMORY);
        if (lines.isEmpty()) {
            notes.add("No " + MEMORY + " here: memory is what the Java runtime sees.");
            return seenByRuntime();
        }
        return MemoryInfo.parse(lines.get()).within(groupLimit());
    }

    private long groupLimit() {
        return files.lines(MEMORY_LIMIT)
                .filter(lines -> !lines.isEmpty() && lines.getFirst().matches("\\d{1,18}"))
                .map(lines -> Long.parseLong(lines.getFirst()))
                .orElse(0L);
    }

    private static MemoryInfo seenByRuntime() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean host
                ? new MemoryInfo(host.getTotalMemorySize(), host.getFreeMemorySize())
                : new MemoryInfo(0, 0);
    }

    private Space space(List<String> notes) {
        try {
            return files.space();
        } catch (IOException e) {
            notes.add("The file system of the weights directory could not be read: " + e.getMessage());
            return new Space(0, 0);
        }
    }
}
