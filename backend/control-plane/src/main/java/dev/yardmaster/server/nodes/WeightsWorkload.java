package dev.yardmaster.server.nodes;

import dev.yardmaster.contract.agent.AssignedModel;
import dev.yardmaster.contract.agent.ObservationBatch;
import java.util.List;

/** What nodes hold. Implemented by the feature that directs weights. */
public interface WeightsWorkload {
    /**
     * Everything the node should hold, each key once, in the order of keys.
     *
     * @param forInstances what its instances need
     */
    List<AssignedModel> models(String node, List<AssignedModel> forInstances);

    /** Takes in what the node's agent sees of its weights, in the caller's transaction. */
    void observed(String node, ObservationBatch batch);
}
