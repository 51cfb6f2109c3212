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
        TOO_LITTLE_MEMORY,
        TOO_LITTLE_DISK,
        FAILS_THERE
    }
}
