package dev.yardmaster.contract.weights;

import dev.yardmaster.contract.agent.StoreObservation;
import java.util.Map;
import java.util.Optional;

/** Reading how full the nodes' weight stores are. */
public interface WeightStores {
    /** Empty until its agent has said so. */
    Optional<StoreObservation> on(String node);

    /** Of every node that has said so, by node. */
    Map<String, StoreObservation> all();
}
