package dev.yardmaster.agent.inventory.host;

import dev.yardmaster.agent.inventory.probe.Sight;
import dev.yardmaster.agent.inventory.tool.HostFiles;
import dev.yardmaster.contract.node.HostFacts.NumaNode;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** NUMA nodes with their CPUs and memory. */
public record Numa(HostFiles files) {
    private static final String NODES = "/sys/devices/system/node";
    private static final Pattern TOTAL = Pattern.compile("MemTotal:\\s*(\\d{1,15}) kB");

    public Sight<List<NumaNode>> look() {
        return Sight.of(files.names(NODES).stream()
                .filter(n -> n.matches("node\\d{1,5}"))
                .map(n -> new NumaNode(
                        Integer.parseInt(n.substring(4)),
                        files.line(NODES + "/" + n + "/cpulist").orElse(""),
                        memory(n)))
                .sorted(Comparator.comparingInt(NumaNode::id))
                .toList());
    }

    private long memory(String node) {
        return files.lines(NODES + "/" + node + "/meminfo").orElse(List.of()).stream()
                .map(TOTAL::matcher)
                .filter(Matcher::find)
                .mapToLong(m -> Long.parseLong(m.group(1)) << 10)
                .findFirst()
                .orElse(0);
    }
}
