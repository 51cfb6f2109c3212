package dev.yardmaster.server.deployments.sizing;

import dev.yardmaster.contract.agent.Launch;
import dev.yardmaster.server.placement.DeviceClaim;
import java.util.List;
import java.util.Optional;

/**
 * What an instance was placed with; it stays like this, whatever becomes of the node or the runtime.
 *
 * @param memoryBytes of the host that it is counted with
 * @param estimate of devices; absent on the CPU, and where it was placed before this was kept
 * @param how sentences about split, profiles and attention
 */
public record Placed(
        List<DeviceClaim> devices, long memoryBytes, Launch launch, Optional<Estimate> estimate, List<String> how) {
    public Placed {
        estimate = estimate == null ? Optional.empty() : estimate;
        devices = List.copyOf(devices);
        how = List.copyOf(how);
    }

    public Placed with(Launch other) {
        return new Placed(devices, memoryBytes, other, estimate, how);
    }
}
