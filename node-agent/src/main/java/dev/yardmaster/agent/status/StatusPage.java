package dev.yardmaster.agent.status;

import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What the agent says about itself.
 *
 * @param healthy the server counts on this node
 * @param health for people and probes
 * @param metrics a Prometheus page
 */
public record StatusPage(BooleanSupplier healthy, Supplier<Map<String, Object>> health, Supplier<String> metrics) {}
