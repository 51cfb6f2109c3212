package dev.yardmaster.server.nodes;

import dev.yardmaster.contract.node.Inventory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All nodes as placement needs them. */
public interface Fleet {
    /** Change kind recorded when a node joins, goes, comes back, is cordoned or holds other weights. */
    String CHANGE_KIND = "Node";

    List<Member> members();

    /** Names of the nodes that are heard from; much cheaper than {@link #members}. */
    Set<String> reachable();

    /** Labels of all nodes by name; much cheaper than {@link #members}. */
    Map<String, Map<String, String>> labels();

    /** @param held keys of the weights that are complete on its disk */
    record Member(
            String name,
            Map<String, String> labels,
            boolean reachable,
            Instant stateSince,
            boolean cordoned,
            Inventory inventory,
            Set<String> held) {
        public Member {
            labels = Map.copyOf(labels);
            held = Set.copyOf(held);
        }
    }
}
