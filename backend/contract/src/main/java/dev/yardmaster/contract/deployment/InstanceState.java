package dev.yardmaster.contract.deployment;

/** What an instance is doing. Pending, Scheduled and Unreachable are the planner's word, all others the agent's. */
public enum InstanceState {
    PENDING,
    SCHEDULED,
    PREFETCHING,
    STARTING,
    LOADING,
    WARMING,
    READY,
    SLEEPING,
    DRAINING,
    STOPPING,
    STOPPED,
    FAILED,
    UNREACHABLE;

    /** An engine process exists, or is about to. */
    public boolean holdsResources() {
        return switch (this) {
            case SCHEDULED, PREFETCHING, STARTING, LOADING, WARMING, READY, SLEEPING, DRAINING, STOPPING -> true;
            case FAILED, UNREACHABLE -> true;
            case PENDING, STOPPED -> false;
        };
    }
}
