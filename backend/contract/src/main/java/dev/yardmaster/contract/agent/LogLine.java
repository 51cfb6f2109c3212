package dev.yardmaster.contract.agent;

import java.time.Instant;

/**
 * One line an engine wrote, at most 4,000 characters.
 *
 * @param sequence counts up within an instance, over engine restarts too
 */
public record LogLine(long sequence, Instant at, String text) {}
