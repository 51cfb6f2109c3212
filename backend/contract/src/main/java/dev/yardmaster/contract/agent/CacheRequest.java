package dev.yardmaster.contract.agent;

/** Asks who has compiled kernels for an instance that is assigned to this node. */
public record CacheRequest(String name, String key) {}
