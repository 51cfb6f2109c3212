package dev.yardmaster.agent.platform;

import java.time.Duration;

/**
 * Exponential back-off: doubles from {@code first} up to {@code cap}, spread by jitter so that a fleet does not retry in
 * step.
 */
public record Backoff(Duration first, Duration cap) {
    private static final int MOST_DOUBLINGS = 20;

    /**
     * @param failures in a row, at least 1
     * @param jitter from 0 to 1; the delay is between half and the whole of the exponential step
     */
    public Duration delay(int failures, double jitter) {
        long step = first.toMillis() << Math.clamp(failures - 1L, 0, MOST_DOUBLINGS);
        long bounded = Math.min(step, cap.toMillis());
        return Duration.ofMillis(Math.max(1, Math.round(bounded * (0.5 + jitter / 2))));
    }
}
