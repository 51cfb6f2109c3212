package dev.yardmaster.agent.inventory.host;

import dev.yardmaster.agent.inventory.probe.Sight;
import dev.yardmaster.agent.inventory.tool.HostFiles;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;

/** The host's memory, or the control group's limit where that is less. */
public record Memory(HostFiles files) {
    private static final String FILE = "/proc/meminfo";
    private static final String GROUP_LIMIT = "/sys/fs/cgroup/memory.max";

    public Sight<MemoryInfo> look() {
        Optional<List<String>> lines = files.lines(FILE);
        return lines.map(l -> Sight.of(MemoryInfo.parse(l).within(limit())))
                .orElseGet(() -> new Sight<>(
                        seenByRuntime(), List.of("No " + FILE + " here: memory is what the Java runtime sees.")));
    }

    private long limit() {
        return files.number(GROUP_LIMIT).orElse(0L);
    }

    private static MemoryInfo seenByRuntime() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean host
                ? new MemoryInfo(host.getTotalMemorySize(), host.getFreeMemorySize())
                : new MemoryInfo(0, 0);
    }
}
