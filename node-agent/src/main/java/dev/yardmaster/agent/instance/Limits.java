package dev.yardmaster.agent.instance;

import dev.yardmaster.agent.platform.Backoff;
import java.time.Duration;

/** Times that are the agent's own. */
final class Limits {
    /** Back-off between starts that fail. */
    static final Backoff RESTART = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
    /** Wait where trying again soon is useless, for instance on a CPU that the engine does not support. */
    static final Backoff LASTING = new Backoff(Duration.ofMinutes(5), Duration.ofMinutes(5));
    /** An engine that was ready for so long starts with a clean slate. */
    static final Duration STABLE = Duration.ofMinutes(2);
    /** Gateways need a moment to learn that an instance drains; no request count is believed before. */
    static final Duration DRAIN_SETTLE = Duration.ofSeconds(2);
    /** From asking a process to end to ending it. */
    static final Duration GRACE = Duration.ofSeconds(10);
    /** Between two attempts to kill. */
    static final Duration KILL_AGAIN = Duration.ofSeconds(5);
    /** How often weights that could not be had are looked at again. */
    static final Duration WEIGHTS_AGAIN = Duration.ofSeconds(5);

    private Limits() {}
}
