package dev.yardmaster.server.placement;

/** Why a node cannot take an instance. */
public record Rejection(Reason reason, String sentence) {
    /** The kinds of refusal there are. */
    public enum Reason {
        UNREACHABLE,
        CORDONED,
        LABELS_DIFFER,
        ARCHITECTURE_UNSUPPORTED,
        CPU_FEATURE_MISSING,
        /** It has none of the programs and container runtimes that the engine is started with. */
        CANNOT_START,
        NO_SUCH_DEVICE,
        /** Its devices lack a compute capability, a driver or a product that the runtime needs. */
        DEVICE_UNSUITED,
        DEVICE_QUARANTINED,
        TOO_FEW_DEVICES_FREE,
        TOO_LITTLE_DEVICE_MEMORY,
        TOO_LITTLE_MEMORY,
        TOO_LITTLE_DISK,
        FAILS_THERE
    }
}
