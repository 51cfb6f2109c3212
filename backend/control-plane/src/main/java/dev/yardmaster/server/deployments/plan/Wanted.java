package dev.yardmaster.server.deployments.plan;

import dev.yardmaster.server.placement.Demand;
import java.time.Duration;
import java.util.Map;

/**
 * What a deployment should be.
 *
 * @param revision the one to reach; others are on their way out
 * @param demand what an instance of that revision asks of a node
 * @param terms how long things may take, for each revision that has instances
 */
public record Wanted(
        String deployment, int revision, int replicas, boolean deleting, Demand demand, Map<Integer, Terms> terms) {
    public Wanted {
        terms = Map.copyOf(terms);
    }

    /** @param weightsBytes what has to be fetched at most */
    public record Terms(Duration startDeadline, Duration drainFor, long weightsBytes) {}

    Terms terms(Seen instance) {
        return terms.getOrDefault(instance.revision(), new Terms(Duration.ZERO, Duration.ZERO, 0));
    }
}
