package dev.yardmaster.server.deployments.plan;

import dev.yardmaster.server.placement.Candidate.Claim;
import dev.yardmaster.server.placement.Demand;

/** What a placed instance takes from its node. */
public final class Claims {
    private Claims() {}

    public static Claim of(String instance, Demand demand, boolean failing) {
        return new Claim(
                instance,
                demand.deployment(),
                demand.modelKey(),
                demand.memory().total(),
                demand.memory().weightsBytes(),
                failing);
    }
}
