package dev.yardmaster.agent.weights;

import dev.yardmaster.agent.weights.transfer.ChunkSource;
import dev.yardmaster.agent.weights.transfer.Content;
import dev.yardmaster.contract.agent.LocationsAnswer;
import java.util.List;

/** Adds nodes to the places that a file can be read from, and may put an origin in a wrapper of its own. */
@FunctionalInterface
public interface Peers {
    /** Nobody but the origin. */
    Peers NONE = (_, _, origins, _) -> origins;

    /** All sources of one file; called whenever its model was located, without any lock. */
    List<ChunkSource> sources(String modelKey, Content content, List<ChunkSource> origins, LocationsAnswer answer);
}
