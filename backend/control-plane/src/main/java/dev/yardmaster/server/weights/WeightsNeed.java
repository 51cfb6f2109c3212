package dev.yardmaster.server.weights;

/**
 * A node should hold this.
 *
 * @param user for whom, as people would say it, for instance {@code deployment 'chat'}
 */
public record WeightsNeed(String node, WeightsContent content, String user) {}
