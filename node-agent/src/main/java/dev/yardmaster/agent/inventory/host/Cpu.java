package dev.yardmaster.agent.inventory.host;

import dev.yardmaster.agent.inventory.probe.Sight;
import dev.yardmaster.agent.inventory.tool.HostFiles;
import java.util.List;

/** Model and features of the CPU. */
public record Cpu(HostFiles files) {
    private static final String FILE = "/proc/cpuinfo";

    public Sight<CpuInfo> look() {
        return files.lines(FILE)
                .map(l -> Sight.of(CpuInfo.parse(l)))
                .orElseGet(() -> new Sight<>(
                        CpuInfo.UNKNOWN, List.of("No " + FILE + " here: the CPU's model and features are unknown.")));
    }
}
