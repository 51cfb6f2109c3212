package dev.yardmaster.hub;

import java.time.Duration;

/** Why something with a hub did not work; each case carries what a caller can act on. No message holds a token. */
public abstract sealed class HubException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private HubException(String message) {
        super(message);
    }

    private HubException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether trying the same again later may help. */
    public boolean retryable() {
        return switch (this) {
            case Unavailable _ -> true;
            case NotFound _, Denied _, Malformed _, Corrupt _, DiskFull _, DiskFailed _, Refused _, Cancelled _ ->
                false;
        };
    }

    /** The hub says that there is no such thing. */
    public static final class NotFound extends HubException {
        private static final long serialVersionUID = 1L;
        private final What what;

        public NotFound(What what, String message) {
            super(message);
            this.what = what;
        }

        public What what() {
            return what;
        }

        /** Which part of the address does not exist. */
        public enum What {
            REPOSITORY,
            REVISION,
            FILE
        }
    }

    /** A token is missing, wrong, or not enough. */
    public static final class Denied extends HubException {
        private static final long serialVersionUID = 1L;
        private final boolean gated;

        public Denied(boolean gated, String message) {
            super(message);
            this.gated = gated;
        }

        /** Whether somebody has to accept the model's terms first. */
        public boolean gated() {
            return gated;
        }
    }

    /** The hub could not be reached, is overloaded or broke off, and it stayed so over all retries. */
    public static final class Unavailable extends HubException {
        private static final long serialVersionUID = 1L;
        private final Duration retryAfter;

        public Unavailable(String message, Duration retryAfter) {
            super(message);
            this.retryAfter = retryAfter;
        }

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
            this.retryAfter = Duration.ZERO;
        }

        /** What the hub asked for; zero where it did not. */
        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** The answer is not what this API answers. */
    public static final class Malformed extends HubException {
        private static final long serialVersionUID = 1L;

        public Malformed(String message) {
            super(message);
        }
    }

    /** What arrived is not what was promised; it has been deleted. */
    public static final class Corrupt extends HubException {
        private static final long serialVersionUID = 1L;
        private final String expected;
        private final String actual;

        public Corrupt(String path, String expected, String actual) {
            super(path + " is not what was promised: expected " + expected + ", got " + actual + "; it was deleted");
            this.expected = expected;
            this.actual = actual;
        }

        /** For instance {@code sha256:1f2e...} or {@code 42 bytes}. */
        public String expected() {
            return expected;
        }

        public String actual() {
            return actual;
        }
    }

    /** No room on this machine's disk. */
    public static final class DiskFull extends HubException {
        private static final long serialVersionUID = 1L;

        public DiskFull(String message) {
            super(message);
        }
    }

    /** Reading or writing on this machine failed, other than for room. */
    public static final class DiskFailed extends HubException {
        private static final long serialVersionUID = 1L;

        public DiskFailed(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The built-in hub refused a push; the message is its problem's detail. */
    public static final class Refused extends HubException {
        private static final long serialVersionUID = 1L;

        public Refused(String message) {
            super(message);
        }
    }

    /** Somebody called {@link Cancellation#cancel()} or interrupted the thread. What was downloaded stays for a resume. */
    public static final class Cancelled extends HubException {
        private static final long serialVersionUID = 1L;

        public Cancelled(String message) {
            super(message);
        }
    }
}
