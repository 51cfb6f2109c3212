package dev.yardmaster.contract.deployment;

/** Why an instance is in its state. */
public enum InstanceReason {
    CREATED,
    NOTHING_FITS,
    PLACED,
    FETCHING_WEIGHTS,
    WEIGHTS_HELD,
    LAUNCHED,
    ADOPTED,
    ENGINE_LOADING,
    WARMING_UP,
    PROBE_SUCCEEDED,
    PROBE_FAILED,
    SCALED_IN,
    REPLACED_BY_REVISION,
    DEPLOYMENT_DELETED,
    NODE_DRAINED,
    LEASE_LOST,
    NODE_GONE,
    DRAINED,
    EXITED_ON_REQUEST,
    ENGINE_EXITED,
    ENGINE_UNSUPPORTED,
    START_DEADLINE_PASSED,
    FETCH_DEADLINE_PASSED,
    WEIGHTS_UNAVAILABLE,
    DIGEST_MISMATCH,
    DISK_FULL,
    PORT_UNAVAILABLE,
    FENCED,
    /** An image is being pulled. */
    PULLING_IMAGE,
    /** Compiled kernels come from another node. */
    FETCHING_KERNELS,
    IMAGE_UNAVAILABLE,
    /** The node's list of images does not have it, or its digest is another. */
    IMAGE_NOT_ALLOWED,
    /** The node has none of the programs that the runtime can be started with. */
    EXECUTABLE_MISSING,
    /** Graphs are captured, kernels compiled, a first request answered. */
    FIRST_REQUEST,
    /** It answers its health check but no request. */
    INFERENCE_FAILED,
    LOADING_STALLED,
    OUT_OF_MEMORY,
    DRIVER_MISMATCH,
    DEVICE_FAILED,
    DEVICE_QUARANTINED,
    COLLECTIVE_FAILED,
    KERNEL_MISSING,
    ARGUMENT_REFUSED,
    MODEL_UNSUPPORTED,
    /** It failed again and again; how long until the next try is in the sentence. */
    CRASH_LOOP,
    /** Another rank of its group failed. */
    GROUP_RESTART,
    ASLEEP,
    AWAKE,
    ADAPTER_FAILED
}
