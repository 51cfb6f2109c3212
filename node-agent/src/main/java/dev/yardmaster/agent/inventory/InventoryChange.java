package dev.yardmaster.agent.inventory;

import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.Inventory;

/** Whether a new look is worth telling: anything but small moves of free memory, on device and host, and of free disk. */
public final class InventoryChange {
    private static final double WORTH_TELLING = 0.05;

    private InventoryChange() {}

    public static boolean matters(Inventory before, Inventory now) {
        boolean moved = moved(before.memoryAvailableBytes(), now.memoryAvailableBytes(), now.memoryBytes())
                || moved(before.weightsBytesFree(), now.weightsBytesFree(), now.weightsBytesTotal());
        return moved || !steady(before).equals(steady(now));
    }

    private static boolean moved(long before, long now, long whole) {
        return Math.abs(before - now) > whole * WORTH_TELLING;
    }

    private static Inventory steady(Inventory i) {
        return new Inventory(
                i.hostname(),
                i.operatingSystem(),
                i.architecture(),
                i.cpuModel(),
                i.cpuCores(),
                i.cpuFeatures(),
                i.memoryBytes(),
                0,
                i.weightsBytesTotal(),
                0,
                i.accelerators().stream().map(InventoryChange::steady).toList(),
                i.host(),
                i.notes());
    }

    private static Accelerator steady(Accelerator a) {
        return new Accelerator(
                a.vendor(),
                a.index(),
                a.uuid(),
                a.product(),
                a.memoryBytes(),
                0,
                a.computeCapability(),
                a.driver(),
                a.facts().steady(),
                a.health());
    }
}
