package dev.yardmaster.gateway.routes;

import java.util.List;

/** A revision's share of a route, and its engines. */
public record ServedTarget(int weight, List<Instance> instances) {}
