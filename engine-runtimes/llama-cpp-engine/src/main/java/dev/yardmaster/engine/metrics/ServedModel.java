package dev.yardmaster.engine.metrics;

/** What is served, as far as metrics tell it. */
public record ServedModel(String name, String build, int cacheCapacity, int adapters) {}
