package dev.yardmaster.contract.engine;

/** What an engine died of. */
public enum Diagnosis {
    OUT_OF_DEVICE_MEMORY,
    OUT_OF_HOST_MEMORY,
    /** No room is left for keys and values once the weights are there. */
    NO_CACHE_ROOM,
    /** The context asked for needs more keys and values than fit. */
    CONTEXT_TOO_LONG,
    DRIVER_MISMATCH,
    DEVICE_FAILED,
    /** NCCL, RCCL or HCCL could not connect or timed out. */
    COLLECTIVE_FAILED,
    /** No kernel for this device, dtype or quantisation. */
    KERNEL_MISSING,
    BAD_FLAG,
    MODEL_UNREADABLE,
    MODEL_UNSUPPORTED,
    PORT_TAKEN,
    LICENCE_OR_GATE,
    ENGINE_BUG,
    UNKNOWN
}
