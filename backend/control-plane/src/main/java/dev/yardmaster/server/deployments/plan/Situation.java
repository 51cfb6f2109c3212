package dev.yardmaster.server.deployments.plan;

import dev.yardmaster.server.placement.Candidate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a plan is made from.
 *
 * @param nodes by name, with the claims of all deployments; a node that is not in it has been forgotten
 */
public record Situation(Wanted wanted, List<Seen> instances, Map<String, NodeSeen> nodes, Policy policy, Instant now) {
    public Situation {
        instances = List.copyOf(instances);
        nodes = Map.copyOf(nodes);
    }

    /** Empty for a node that has been forgotten. */
    public Optional<Candidate> candidate(String node) {
        return Optional.ofNullable(nodes.get(node)).map(NodeSeen::candidate);
    }

    /** @param stateSince when it became reachable or unreachable */
    public record NodeSeen(Candidate candidate, Instant stateSince) {
        NodeSeen with(Candidate changed) {
            return new NodeSeen(changed, stateSince);
        }
    }
}
