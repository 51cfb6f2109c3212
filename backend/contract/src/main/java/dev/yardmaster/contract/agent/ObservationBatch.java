package dev.yardmaster.contract.agent;

import dev.yardmaster.contract.engine.EngineReading;
import dev.yardmaster.contract.weights.WeightsState;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything an agent sees, whole each time: an instance that is missing does not exist on that node.
 *
 * @param assignmentVersion the version it worked from when it looked
 * @param heldModels keys of models whose files are complete and verified on disk
 * @param weights every model that is on its disk or should be
 * @param store the disk as a whole
 * @param readings what engines that answer were measured at
 */
public record ObservationBatch(
        long assignmentVersion,
        List<Observation> observations,
        List<String> heldModels,
        List<WeightsObservation> weights,
        StoreObservation store,
        List<EngineReading> readings) {
    public ObservationBatch {
        observations = List.copyOf(observations);
        weights = weights == null ? List.of() : List.copyOf(weights);
        heldModels = heldModels == null ? List.of() : List.copyOf(heldModels);
        store = store == null ? StoreObservation.EMPTY : store;
        readings = readings == null ? List.of() : List.copyOf(readings);
    }

    public ObservationBatch(long assignmentVersion, List<Observation> observations, List<String> heldModels) {
        this(assignmentVersion, observations, heldModels, List.of(), StoreObservation.EMPTY, List.of());
    }

    /** What is left when nothing that always changes is told. */
    public ObservationBatch withoutReadings() {
        return new ObservationBatch(assignmentVersion, observations, heldModels, weights, store, List.of());
    }

    /** As the agent sees it now; what is held is told by the weights. */
    public static ObservationBatch of(
            long assignmentVersion,
            List<Observation> observations,
            List<WeightsObservation> weights,
            StoreObservation store,
            List<EngineReading> readings) {
        Stream<String> held =
                weights.stream().filter(w -> w.state() == WeightsState.HELD).map(WeightsObservation::modelKey);
        return new ObservationBatch(assignmentVersion, observations, held.toList(), weights, store, readings);
    }
}
