package dev.yardmaster.server.runtimes.memory;

import dev.yardmaster.contract.runtime.HardwareKind;

/**
 * Devices of one kind.
 *
 * @param product for people and as part of what corrections go by; empty where not known
 * @param memoryBytes of one device; for a CPU, of the host
 * @param perNode devices of one node
 * @param linked devices of one node that talk to each other fast (NVLink, XGMI, HCCS): as many as one tensor-parallel
 *     group takes at most
 */
public record DeviceShape(HardwareKind kind, String product, long memoryBytes, int perNode, int nodes, int linked) {
    public DeviceShape {
        if (memoryBytes < 1 || perNode < 1 || nodes < 1 || linked < 1) {
            throw new IllegalArgumentException("a device shape needs memory, devices and nodes above 0, not "
                    + memoryBytes + " bytes, " + perNode + " devices on " + nodes + " nodes, " + linked + " linked");
        }
        linked = Math.min(linked, perNode);
    }

    /** One node whose devices are all linked. */
    public static DeviceShape node(HardwareKind kind, String product, long memoryBytes, int devices) {
        return new DeviceShape(kind, product, memoryBytes, devices, 1, devices);
    }

    /** A host without accelerators. */
    public static DeviceShape host(long memoryBytes) {
        return new DeviceShape(HardwareKind.CPU, "CPU", memoryBytes, 1, 1, 1);
    }

    public int devices() {
        return Math.multiplyExact(perNode, nodes);
    }
}
