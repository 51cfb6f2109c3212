package dev.yardmaster.contract.deployment;

import java.time.Instant;

/**
 * A state with its why.
 *
 * @param sentence for people: numbers and names, no stack traces
 * @param since when this state began
 */
public record Condition(InstanceState state, InstanceReason reason, String sentence, Instant since) {}
