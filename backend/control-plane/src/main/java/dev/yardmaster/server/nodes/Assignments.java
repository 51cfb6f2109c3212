package dev.yardmaster.server.nodes;

import java.util.Collection;

/** Versions of what nodes should hold and run. */
public interface Assignments {
    /** Change kind told when a node has a newer assignment. */
    String CHANGE_KIND = "Assignment";

    /** In the transaction that changes what should be there: gives each node a higher version and wakes its agent. */
    void changed(Collection<String> nodes);

    /** 0 where there is no such node. */
    long version(String node);
}
