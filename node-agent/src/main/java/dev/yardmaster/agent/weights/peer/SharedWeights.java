package dev.yardmaster.agent.weights.peer;

import dev.yardmaster.agent.weights.transfer.ChunkView;
import java.io.IOException;
import java.util.Optional;

/** What this node can give to others. Implemented by the store. */
public interface SharedWeights {
    /** @param files how many it has, in the assignment's order */
    record Shared(int files, boolean whole) {}

    /** Empty where the model is neither here nor on its way. */
    Optional<Shared> find(String modelKey);

    /**
     * A file of a model that {@link #find} found, whole or on its way; empty while nothing of it is here.
     *
     * @param file index in the assignment's order
     */
    Optional<ChunkView> open(String modelKey, int file) throws IOException;
}
