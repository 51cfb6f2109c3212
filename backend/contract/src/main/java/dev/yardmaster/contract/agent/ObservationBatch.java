package dev.yardmaster.contract.agent;

import java.util.List;

/**
 * Everything an agent sees, whole each time: an instance that is missing does not exist on that node.
 *
 * @param assignmentVersion the version it worked from when it looked
 * @param heldModels keys of models whose files are complete and verified on disk
 */
public record ObservationBatch(long assignmentVersion, List<Observation> observations, List<String> heldModels) {
    public ObservationBatch {
        observations = List.copyOf(observations);
        heldModels = List.copyOf(heldModels);
    }
}
