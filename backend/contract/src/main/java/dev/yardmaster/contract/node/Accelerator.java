package dev.yardmaster.contract.node;

/**
 * One device.
 *
 * @param index as the vendor's tool counts
 * @param product for instance {@code NVIDIA H100 80GB HBM3}
 * @param memoryBytes total device memory
 * @param memoryFreeBytes free when it was looked at
 * @param facts what else is known of it
 * @param health whether it can be trusted with work
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
        String driver,
        DeviceFacts facts,
        DeviceHealth health) {
    public Accelerator {
        facts = facts == null ? DeviceFacts.UNKNOWN : facts;
        health = health == null ? DeviceHealth.WELL : health;
    }

    /** A device of which nothing else is known and nothing is wrong. */
    public Accelerator(
            Vendor vendor,
            int index,
            String uuid,
            String product,
            long memoryBytes,
            long memoryFreeBytes,
            String computeCapability,
            String driver) {
        this(
                vendor,
                index,
                uuid,
                product,
                memoryBytes,
                memoryFreeBytes,
                computeCapability,
                driver,
                DeviceFacts.UNKNOWN,
                DeviceHealth.WELL);
    }

    /** Whether new work may be given to it. */
    public boolean usable() {
        return vendor != Vendor.OTHER && health.state() != DeviceHealth.State.QUARANTINED;
    }

    /** Who made it. */
    public enum Vendor {
        NVIDIA,
        AMD,
        ASCEND,
        INTEL,
        /** Known by its PCI id only; nothing is started on it. */
        OTHER
    }
}
