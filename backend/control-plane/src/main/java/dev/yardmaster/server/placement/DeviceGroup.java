package dev.yardmaster.server.placement;

import dev.yardmaster.contract.node.Accelerator;

/**
 * Devices of one node that are alike.
 *
 * @param like any of them
 * @param count at least 1
 * @param linked how many talk to each other fast, at most
 */
public record DeviceGroup(Accelerator like, int count, int linked) {}
