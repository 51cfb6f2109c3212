package dev.yardmaster.contract.agent;

import java.util.List;

/**
 * The whole desired state of one node; only the newest matters. An engine of ours that is not in it is stopped.
 *
 * @param version grows with every change
 * @param released devices that people took out of quarantine
 */
public record Assignment(
        String node,
        long version,
        List<AssignedModel> models,
        List<AssignedInstance> instances,
        List<ReleasedDevice> released) {
    public Assignment {
        models = List.copyOf(models);
        instances = List.copyOf(instances);
        released = released == null ? List.of() : List.copyOf(released);
    }

    /** Without a released device. */
    public Assignment(String node, long version, List<AssignedModel> models, List<AssignedInstance> instances) {
        this(node, version, models, instances, List.of());
    }
}
