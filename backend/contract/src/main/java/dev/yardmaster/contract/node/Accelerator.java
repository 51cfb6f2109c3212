package dev.yardmaster.contract.node;

/**
 * One device.
 *
 * @param index as the vendor's tool counts
 * @param product for instance {@code NVIDIA H100 80GB HBM3}
 * @param memoryBytes total device memory
 * @param memoryFreeBytes free when it was looked at
 * @param computeCapability for instance {@code 9.0} or {@code gfx942}; empty where the vendor has none
 */
public record Accelerator(
        Vendor vendor,
        int index,
        String uuid,
        String product,
        long memoryBytes,
        long memoryFreeBytes,
        String computeCapability,
        String driver) {
    /** Who made it. */
    public enum Vendor {
        NVIDIA,
        AMD,
        ASCEND
    }
}
