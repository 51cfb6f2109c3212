package dev.yardmaster.server.weights;

import dev.yardmaster.contract.agent.AgentEvent;

/** Why something is told about weights. */
public enum WeightsReason {
    WEIGHTS_HELD,
    WEIGHTS_EVICTED,
    WEIGHTS_DAMAGED,
    WEIGHTS_REPAIRED,
    PEER_DISTRUSTED,
    KERNELS_FETCHED,
    KERNELS_UNAVAILABLE,
    /** Two nodes found different bytes under the same pin. */
    DIFFERENT_BYTES,
    PREFETCH_CREATED,
    PREFETCH_CHANGED,
    PREFETCH_DELETED;

    public static WeightsReason of(AgentEvent.Type type) {
        return switch (type) {
            case WEIGHTS_HELD -> WEIGHTS_HELD;
            case WEIGHTS_EVICTED -> WEIGHTS_EVICTED;
            case WEIGHTS_DAMAGED -> WEIGHTS_DAMAGED;
            case WEIGHTS_REPAIRED -> WEIGHTS_REPAIRED;
            case PEER_DISTRUSTED -> PEER_DISTRUSTED;
            case KERNELS_FETCHED -> KERNELS_FETCHED;
            case KERNELS_UNAVAILABLE -> KERNELS_UNAVAILABLE;
        };
    }
}
