package dev.yardmaster.server.nodes.store;

import dev.yardmaster.contract.node.Inventory;
import dev.yardmaster.contract.node.Node;
import java.time.Instant;
import java.util.Map;

/** A node without its lease and its assignment. */
public record NodeRow(
        String name,
        Map<String, String> labels,
        Node.State state,
        Instant stateSince,
        boolean cordoned,
        Instant joinedAt,
        String agentVersion,
        Inventory inventory) {
    public NodeRow {
        labels = Map.copyOf(labels);
    }
}
