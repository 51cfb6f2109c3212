package dev.yardmaster.agent.weights;

import dev.yardmaster.contract.agent.LocationsAnswer;
import dev.yardmaster.contract.agent.LocationsRequest;

/** Whoever knows where files are: the server. */
@FunctionalInterface
public interface Locations {
    /**
     * Blocks, with a time limit.
     *
     * @throws dev.yardmaster.agent.weights.transfer.WeightsProblem it is not reached, or refuses
     */
    LocationsAnswer ask(LocationsRequest request);
}
