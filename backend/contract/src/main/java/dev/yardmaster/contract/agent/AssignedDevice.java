package dev.yardmaster.contract.agent;

import dev.yardmaster.contract.node.Accelerator;

/**
 * A device that an instance may use, and no other.
 *
 * @param index as the vendor's tool counts
 */
public record AssignedDevice(Accelerator.Vendor vendor, int index, String uuid) {}
