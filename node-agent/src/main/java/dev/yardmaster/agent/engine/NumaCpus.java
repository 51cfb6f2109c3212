package dev.yardmaster.agent.engine;

import dev.yardmaster.contract.agent.AssignedDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The processors next to devices, where all of them are next to the same ones. */
final class NumaCpus {
    private final Path nodes;
    private final DeviceLookup lookup;

    /** @param nodes where the kernel tells of NUMA nodes, {@code /sys/devices/system/node} */
    NumaCpus(Path nodes, DeviceLookup lookup) {
        this.nodes = nodes;
        this.lookup = lookup;
    }

    /** As the kernel lists them; empty where it does not matter or is not known. */
    String near(List<AssignedDevice> devices) {
        Set<Optional<Integer>> numbers =
                devices.stream().map(d -> lookup.facts(d).numaNode()).collect(Collectors.toSet());
        return numbers.size() == 1
                ? numbers.iterator().next().filter(n -> n >= 0).map(this::cpus).orElse("")
                : "";
    }

    private String cpus(int node) {
        try {
            String list = Files.readString(nodes.resolve("node" + node).resolve("cpulist"))
                    .strip();
            return list.matches("[0-9]+(-[0-9]+)?(,[0-9]+(-[0-9]+)?)*") ? list : "";
        } catch (IOException e) {
            return "";
        }
    }
}
