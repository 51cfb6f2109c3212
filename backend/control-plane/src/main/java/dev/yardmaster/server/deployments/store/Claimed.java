package dev.yardmaster.server.deployments.store;

import dev.yardmaster.server.placement.DeviceClaim;
import java.util.List;
import java.util.Optional;

/**
 * What a placed instance has of its node.
 *
 * @param memoryBytes of the host; absent where it was placed before this was kept
 */
public record Claimed(List<DeviceClaim> devices, Optional<Long> memoryBytes) {
    public static final Claimed NOTHING = new Claimed(List.of(), Optional.empty());

    public Claimed {
        devices = List.copyOf(devices);
    }
}
