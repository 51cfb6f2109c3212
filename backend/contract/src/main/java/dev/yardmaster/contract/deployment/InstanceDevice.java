package dev.yardmaster.contract.deployment;

import dev.yardmaster.contract.node.Accelerator;

/**
 * A device that an instance was placed on.
 *
 * @param index as the vendor's tool counted when it was placed
 * @param share of the device that it counts for, above 0 and at most 1
 */
public record InstanceDevice(String node, Accelerator.Vendor vendor, int index, String uuid, double share) {}
