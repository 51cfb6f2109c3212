package dev.yardmaster.server.placement;

import java.util.Map;
import java.util.Set;

/**
 * What one instance asks of a node.
 *
 * @param modelKey weights it needs, see {@link dev.yardmaster.contract.agent.AssignedModel}
 * @param cpuFeatures by architecture ({@code x86-64}, {@code aarch64}); others cannot run it
 * @param nodeLabels all of them must be on the node
 */
public record Demand(
        String deployment,
        String modelKey,
        MemoryEstimate memory,
        Map<String, Set<String>> cpuFeatures,
        Map<String, String> nodeLabels) {
    public Demand {
        cpuFeatures = Map.copyOf(cpuFeatures);
        nodeLabels = Map.copyOf(nodeLabels);
    }
}
