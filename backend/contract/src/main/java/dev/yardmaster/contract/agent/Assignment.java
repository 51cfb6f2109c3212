package dev.yardmaster.contract.agent;

import java.util.List;

/**
 * The whole desired state of one node; only the newest matters. An engine of ours that is not in it is stopped.
 *
 * @param version grows with every change
 */
public record Assignment(String node, long version, List<AssignedModel> models, List<AssignedInstance> instances) {
    public Assignment {
        models = List.copyOf(models);
        instances = List.copyOf(instances);
    }
}
