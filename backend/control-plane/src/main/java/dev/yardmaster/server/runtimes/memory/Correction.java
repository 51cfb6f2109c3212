package dev.yardmaster.server.runtimes.memory;

/**
 * What engines reported over what was computed; 1 where nothing was reported.
 *
 * @param keyValues tokens of keys and values
 * @param reports how many it rests on
 */
public record Correction(double weights, double keyValues, double graphs, int reports) {}
