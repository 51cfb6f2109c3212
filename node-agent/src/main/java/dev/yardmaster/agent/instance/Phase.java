package dev.yardmaster.agent.instance;

import dev.yardmaster.contract.deployment.InstanceState;

/** The states that are the agent's to decide. */
public enum Phase {
    PREFETCHING(InstanceState.PREFETCHING),
    /** Everything is there but the first rank of its group. */
    AWAITING_LEADER(InstanceState.STARTING),
    STARTING(InstanceState.STARTING),
    LOADING(InstanceState.LOADING),
    WARMING(InstanceState.WARMING),
    READY(InstanceState.READY),
    /** It should sleep, and finishes its requests first. */
    DOZING(InstanceState.DRAINING),
    /** It was told to sleep. */
    FALLING_ASLEEP(InstanceState.DRAINING),
    SLEEPING(InstanceState.SLEEPING),
    /** It was told to wake. */
    WAKING(InstanceState.WARMING),
    DRAINING(InstanceState.DRAINING),
    STOPPING(InstanceState.STOPPING),
    STOPPED(InstanceState.STOPPED),
    FAILED(InstanceState.FAILED);

    private final InstanceState state;

    Phase(InstanceState state) {
        this.state = state;
    }

    /** What the control plane calls it. */
    public InstanceState state() {
        return state;
    }

    /** A process is on its way to its first answer. */
    public boolean isStart() {
        return switch (this) {
            case STARTING, LOADING, WARMING -> true;
            case PREFETCHING,
                    AWAITING_LEADER,
                    READY,
                    DOZING,
                    FALLING_ASLEEP,
                    SLEEPING,
                    WAKING,
                    DRAINING,
                    STOPPING,
                    STOPPED,
                    FAILED -> false;
        };
    }
}
