package dev.yardmaster.agent.weights.transfer;

import dev.yardmaster.contract.deployment.InstanceReason;

/** Weights could not be had. */
public final class WeightsProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What went wrong, and with it what is done next. */
    public enum Kind {
        /** May pass: tried again soon, then ever more rarely. */
        UNREACHABLE(InstanceReason.WEIGHTS_UNAVAILABLE),
        /** The origin has no such file or does not give it. */
        REFUSED(InstanceReason.WEIGHTS_UNAVAILABLE),
        /** What came is not what was promised; it is gone, and fetched once more. */
        CORRUPT(InstanceReason.DIGEST_MISMATCH),
        DISK_FULL(InstanceReason.DISK_FULL),
        DISK_FAILED(InstanceReason.WEIGHTS_UNAVAILABLE),
        /** The agent is ending. */
        CANCELLED(InstanceReason.WEIGHTS_UNAVAILABLE);

        private final InstanceReason reason;

        Kind(InstanceReason reason) {
            this.reason = reason;
        }

        /** What an instance that waits for them says. */
        public InstanceReason reason() {
            return reason;
        }
    }

    public WeightsProblem(Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
