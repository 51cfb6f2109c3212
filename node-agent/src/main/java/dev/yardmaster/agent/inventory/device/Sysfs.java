package dev.yardmaster.agent.inventory.device;

import dev.yardmaster.agent.inventory.tool.HostFiles;
import java.util.Optional;

/** What the kernel says of a PCI device. */
final class Sysfs {
    static final String PCI = "/sys/bus/pci/devices";

    private Sysfs() {}

    /** The kernel says -1 on hosts with one node only. */
    static Optional<Integer> numaNode(HostFiles files, String pci) {
        return files.number(PCI + "/" + pci + "/numa_node").filter(n -> n >= 0).map(Long::intValue);
    }
}
