package dev.yardmaster.contract.node;

import java.time.Instant;
import java.util.Map;

/**
 * A host with an agent.
 *
 * @param cordoned no new instances are placed on it
 * @param leaseUntil its lease runs out then unless renewed
 * @param assignmentVersion the version it should be at
 * @param observedVersion the version its agent last reported from
 */
public record Node(
        String name,
        Map<String, String> labels,
        State state,
        String sentence,
        boolean cordoned,
        Instant joinedAt,
        Instant leaseUntil,
        String agentVersion,
        long assignmentVersion,
        long observedVersion,
        Inventory inventory) {
    public Node {
        labels = Map.copyOf(labels);
    }

    /** Whether we hear from it. */
    public enum State {
        ONLINE,
        UNREACHABLE
    }
}
