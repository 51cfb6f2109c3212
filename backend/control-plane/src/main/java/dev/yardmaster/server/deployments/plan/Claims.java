package dev.yardmaster.server.deployments.plan;

import dev.yardmaster.server.placement.Candidate.Claim;
import dev.yardmaster.server.placement.Demand;
import dev.yardmaster.server.placement.DeviceGrant;
import java.util.List;
import java.util.Optional;

/** What a placed instance takes from its node. */
public final class Claims {
    private Claims() {}

    /** On devices, or on the CPU where there are none. */
    public static Claim of(String instance, Demand demand, Optional<DeviceGrant> devices, boolean failing) {
        return new Claim(
                instance,
                demand.deployment(),
                demand.modelKey(),
                devices.map(DeviceGrant::hostBytes).orElse(demand.memory().total()),
                demand.memory().weightsBytes(),
                devices.map(DeviceGrant::claims).orElse(List.of()),
                failing);
    }
}
