package dev.yardmaster.server.platform.queue;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: doubling from {@code first} up to {@code cap}, of which the upper half is left
 * to chance, so that many that failed together do not come back together.
 */
public record Backoff(Duration first, Duration cap) {
    public static final Backoff USUAL = new Backoff(Duration.ofMillis(200), Duration.ofMinutes(1));

    public Backoff {
        if (first.isNegative() || first.isZero() || cap.compareTo(first) < 0) {
            throw new IllegalArgumentException("first " + first + " must be above zero and not above cap " + cap);
        }
    }

    /** @param failures in a row so far, at least 1 */
    public Duration delay(int failures, RandomGenerator random) {
        double nanos = Math.min((double) cap.toNanos(), first.toNanos() * Math.pow(2, Math.max(0, failures - 1)));
        return Duration.ofNanos((long) (nanos / 2 + random.nextDouble() * nanos / 2));
    }
}
