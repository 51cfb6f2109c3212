package dev.yardmaster.server.nodes;

import dev.yardmaster.contract.deployment.InstanceAdapter;
import dev.yardmaster.contract.engine.EngineReading;
import java.util.List;
import java.util.Optional;

/** What engines were measured at, as their nodes' last reports to this server said. */
public interface EngineReadings {
    /** Nothing where the node does not say, or has not reported for a while. */
    Optional<EngineReading> of(String node, String instanceId);

    /** Those that an instance has or should have; none where the node does not say. */
    List<InstanceAdapter> adapters(String node, String instanceId);
}
