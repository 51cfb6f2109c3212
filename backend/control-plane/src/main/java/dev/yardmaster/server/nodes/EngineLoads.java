package dev.yardmaster.server.nodes;

import dev.yardmaster.contract.deployment.Load;
import java.util.Optional;

/** How busy engines are, as their nodes' last heartbeats to this server said. */
public interface EngineLoads {
    /** Nothing where the node does not say, or has not been heard from for as long as a lease holds. */
    Optional<Load> of(String node, String instanceId);
}
