package dev.yardmaster.gateway.routes;

import java.time.Duration;

/** How long an instance that fails is left out: doubled with each failure in a row, capped, up to a fifth shortened. */
public record Ejection(Duration first, Duration longest) {
    static final int MOST_FAILURES = 20;

    public static final Ejection USUAL = new Ejection(Duration.ofSeconds(1), Duration.ofSeconds(30));

    long nanos(int failures, double jitter) {
        int doublings = Math.clamp(failures - 1L, 0, MOST_FAILURES);
        double wanted = Math.min(first.toNanos() * Math.pow(2, doublings), longest.toNanos());
        return (long) (wanted * (0.8 + 0.2 * jitter));
    }
}
