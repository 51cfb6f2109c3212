package dev.yardmaster.server.weights;

import java.util.List;

/** Implemented by features that need weights on nodes. A fixed number of queries each, however much there is. */
public interface WeightsNeeds {
    /** Everything that is needed now, anywhere. */
    List<WeightsNeed> all();

    /** What is needed on one node. */
    List<WeightsNeed> on(String node);
}
