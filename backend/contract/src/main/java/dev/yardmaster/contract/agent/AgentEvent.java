package dev.yardmaster.contract.agent;

import java.time.Instant;

/**
 * Something that happened on a node and should be in the history.
 *
 * @param id made by the agent; the same one again is the same event
 * @param modelKey what it is about
 */
public record AgentEvent(String id, Instant at, Type type, String modelKey, String sentence) {
    /** What can happen to weights. */
    public enum Type {
        WEIGHTS_HELD,
        WEIGHTS_EVICTED,
        /** A stored file was not what it should be any more and was taken out. */
        WEIGHTS_DAMAGED,
        /** It was fetched again. */
        WEIGHTS_REPAIRED,
        /** A peer served wrong bytes; they were fetched elsewhere. */
        PEER_DISTRUSTED,
        /** Compiled kernels came from another node, before an engine was started. */
        KERNELS_FETCHED,
        /** They were there and could not be had; the engine compiles its own. */
        KERNELS_UNAVAILABLE
    }
}
