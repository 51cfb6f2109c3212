package dev.yardmaster.server.placement;

import dev.yardmaster.contract.node.Inventory;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What one instance asks of a node.
 *
 * @param modelKey weights it needs, see {@link dev.yardmaster.contract.agent.AssignedModel}
 * @param memory of the host, where it computes on the CPU
 * @param cpuFeatures by architecture ({@code x86-64}, {@code aarch64}), where it computes on the CPU; others cannot
 *     run it, where any is named
 * @param nodeLabels all of them must be on the node
 * @param devices absent for an engine that only computes on the CPU
 * @param onCpu whether it may compute on the CPU of a node that has no device for it
 * @param cannotStart why a node cannot start the engine; absent where it can
 */
public record Demand(
        String deployment,
        String modelKey,
        MemoryEstimate memory,
        Map<String, Set<String>> cpuFeatures,
        Map<String, String> nodeLabels,
        Optional<DeviceDemand> devices,
        boolean onCpu,
        Function<Inventory, Optional<String>> cannotStart) {
    public Demand {
        cpuFeatures = Map.copyOf(cpuFeatures);
        nodeLabels = Map.copyOf(nodeLabels);
    }

    /** Of an engine that computes on the CPU and can be started everywhere. */
    public Demand(
            String deployment,
            String modelKey,
            MemoryEstimate memory,
            Map<String, Set<String>> cpuFeatures,
            Map<String, String> nodeLabels) {
        this(deployment, modelKey, memory, cpuFeatures, nodeLabels, Optional.empty(), true, _ -> Optional.empty());
    }
}
