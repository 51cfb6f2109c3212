package dev.yardmaster.gateway.feed;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits between failed polls: doubled each time, capped, and spread so that gateways do not come all at once. */
record Backoff(Duration first, Duration longest) {
    static final Backoff USUAL = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(3));

    private static final int MOST_DOUBLINGS = 16;

    /** @param failures in a row, from 1 */
    Duration after(int failures, RandomGenerator random) {
        long wanted = first.toMillis() << Math.clamp(failures - 1L, 0, MOST_DOUBLINGS);
        long capped = Math.min(wanted, longest.toMillis());
        return Duration.ofMillis(capped / 2 + random.nextLong(capped / 2 + 1));
    }
}
