package dev.yardmaster.contract.engine;

import java.time.Duration;

/**
 * How an engine is stopped once its requests are done.
 *
 * @param signal {@code TERM} or {@code INT}
 * @param within after the signal; then everything of it is killed
 * @param finishesRequests whether it ends running requests in peace when it gets the signal
 */
public record Shutdown(String signal, Duration within, boolean finishesRequests) {
    public static final Shutdown PLAIN = new Shutdown("TERM", Duration.ofSeconds(15), false);
}
