package dev.yardmaster.agent.engine;

import dev.yardmaster.contract.deployment.InstanceReason;

/** An engine could not be started. */
public final class LaunchProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final InstanceReason reason;

    public LaunchProblem(InstanceReason reason, String sentence) {
        super(sentence, null, false, false);
        this.reason = reason;
    }

    public InstanceReason reason() {
        return reason;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
