package dev.yardmaster.server.nodes;

import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.agent.AssignedModel;
import dev.yardmaster.contract.agent.LogBatch;
import dev.yardmaster.contract.agent.ObservationBatch;
import java.util.List;

/** What runs on nodes. Implemented by the feature that places it there. */
public interface NodeWorkload {

    /** Everything that should be on the node now. */
    Content content(String node);

    /** Takes in what the node's agent sees, in the caller's transaction. */
    void observed(String node, ObservationBatch batch);

    /** Keeps log lines; those of instances that are not on this node are dropped. */
    void logged(String node, LogBatch batch);

    /** The inside of an assignment. */
    record Content(List<AssignedModel> models, List<AssignedInstance> instances) {
        public Content {
            models = List.copyOf(models);
            instances = List.copyOf(instances);
        }
    }
}
