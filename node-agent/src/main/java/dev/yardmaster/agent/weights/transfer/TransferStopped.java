package dev.yardmaster.agent.weights.transfer;

import java.io.IOException;

/** Nobody wants these bytes any more. */
public final class TransferStopped extends IOException {
    private static final long serialVersionUID = 1L;

    public TransferStopped() {
        super("stopped");
    }
}
