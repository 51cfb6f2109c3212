package dev.yardmaster.agent.inventory.health;

import dev.yardmaster.contract.node.Accelerator.Vendor;
import java.time.Instant;

/** What the kernel's log says of devices. */
public sealed interface KernelEvent {
    Instant at();

    /**
     * @param pci address of the device
     * @param symptom an {@link Symptom.Xid} counts one
     */
    record Trouble(String pci, Symptom symptom, Instant at) implements KernelEvent {}

    /** A vendor's driver was loaded: what was wrong before may be right now. */
    record DriverLoaded(Vendor vendor, Instant at) implements KernelEvent {}
}
