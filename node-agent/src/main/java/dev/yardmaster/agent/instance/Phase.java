package dev.yardmaster.agent.instance;

import dev.yardmaster.contract.deployment.InstanceState;

/** The states that are the agent's to decide. */
public enum Phase {
    PREFETCHING(InstanceState.PREFETCHING),
    STARTING(InstanceState.STARTING),
    LOADING(InstanceState.LOADING),
    READY(InstanceState.READY),
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
}
