package dev.yardmaster.agent.weights.peer;

import dev.yardmaster.agent.weights.transfer.ChunkView;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What this node can give to others. Implemented by the store. */
public interface SharedWeights {
    /** @param paths of its files */
    record Shared(List<String> paths, boolean whole) {
        public Shared {
            paths = List.copyOf(paths);
        }
    }

    /** Empty where the model is neither here nor on its way. */
    Optional<Shared> find(String modelKey);

    /** A file of a model that {@link #find} found, whole or on its way; empty while nothing of it is here. */
    Optional<ChunkView> open(String modelKey, String path) throws IOException;
}
