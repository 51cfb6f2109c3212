package dev.yardmaster.server.nodes.internal;

import dev.yardmaster.server.nodes.store.AssignmentStore;
import dev.yardmaster.server.nodes.store.LeaseStore;
import dev.yardmaster.server.nodes.store.NodeStore;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** The tables that make up a node. */
@Component
record NodeRows(NodeStore nodes, LeaseStore leases, AssignmentStore assignments) {

    void open(String node, Instant leaseUntil) {
        leases.open(new LeaseStore.Renewal(node, leaseUntil, "", 0));
        assignments.open(node);
    }
}
