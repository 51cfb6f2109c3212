package dev.yardmaster.contract.agent;

import java.time.Instant;

/**
 * A device that a person took out of quarantine.
 *
 * @param uuid as in the node's inventory
 * @param upTo by the clock of the agent: signs up to then no longer hold the device back, later ones do
 */
public record ReleasedDevice(String uuid, Instant upTo) {}
