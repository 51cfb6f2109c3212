package dev.yardmaster.contract.agent;

/**
 * An adapter that an instance should have loaded.
 *
 * @param name what the engine calls it
 * @param modelKey the {@link AssignedModel} that holds its files
 */
public record AssignedAdapter(String name, String modelKey) {}
