package dev.yardmaster.server.catalog.hub;

import java.time.Duration;

/** The hub that is mirrored here did not give what was asked for. */
public final class UpstreamRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final Duration retryAfter;

    /**
     * @param status to answer with
     * @param code what clients of huggingface.co look for
     * @param retryAfter zero where trying again is no use
     */
    public UpstreamRefusal(int status, String code, String sentence, Duration retryAfter) {
        super(sentence, null, false, false);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
