package dev.yardmaster.server.deployments.plan;

import dev.yardmaster.contract.deployment.InstanceReason;

/** What may help an instance that failed. */
enum Remedy {
    /** The agent tries again by itself, or nothing is wrong. */
    TIME,
    /** Another node may have what this one lacks. */
    ANOTHER_NODE,
    /** It would fail the same way anywhere, until its deployment changes. */
    ANOTHER_SPEC;

    static Remedy of(InstanceReason reason) {
        return switch (reason) {
            case ENGINE_UNSUPPORTED,
                    DISK_FULL,
                    IMAGE_UNAVAILABLE,
                    IMAGE_NOT_ALLOWED,
                    EXECUTABLE_MISSING,
                    DRIVER_MISMATCH,
                    DEVICE_FAILED,
                    DEVICE_QUARANTINED,
                    KERNEL_MISSING -> ANOTHER_NODE;
            case ARGUMENT_REFUSED, MODEL_UNSUPPORTED -> ANOTHER_SPEC;
            case CREATED,
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
                    START_DEADLINE_PASSED,
                    FETCH_DEADLINE_PASSED,
                    WEIGHTS_UNAVAILABLE,
                    DIGEST_MISMATCH,
                    PORT_UNAVAILABLE,
                    FENCED,
                    PULLING_IMAGE,
                    FETCHING_KERNELS,
                    FIRST_REQUEST,
                    INFERENCE_FAILED,
                    LOADING_STALLED,
                    OUT_OF_MEMORY,
                    COLLECTIVE_FAILED,
                    CRASH_LOOP,
                    GROUP_RESTART,
                    ASLEEP,
                    AWAKE,
                    ADAPTER_FAILED -> TIME;
        };
    }
}
