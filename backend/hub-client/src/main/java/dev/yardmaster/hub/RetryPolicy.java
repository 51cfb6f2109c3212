package dev.yardmaster.hub;

import java.time.Duration;
import java.util.Optional;

/**
 * Capped exponential back-off with full jitter (the wait is uniform between zero and the current ceiling), see Brooker,
 * "Exponential Backoff And Jitter", AWS Architecture Blog, 2015. A server's {@code Retry-After} is the least wait.
 *
 * @param attempts tries in all, at least 1; a download that moved on by {@link #PROGRESS} starts counting anew
 * @param base ceiling of the first wait
 * @param cap ceiling of every wait, and the longest {@code Retry-After} that is waited for
 */
public record RetryPolicy(int attempts, Duration base, Duration cap) {
    public static final RetryPolicy DEFAULTS = new RetryPolicy(6, Duration.ofMillis(250), Duration.ofSeconds(20));
    public static final RetryPolicy NONE = new RetryPolicy(1, Duration.ofMillis(1), Duration.ofMillis(1));

    /** Bytes that make an interrupted transfer count as getting somewhere. */
    public static final long PROGRESS = 1 << 20;

    public RetryPolicy {
        if (attempts < 1 || !base.isPositive() || cap.compareTo(base) < 0) {
            throw new IllegalArgumentException("attempts >= 1 and 0 < base <= cap are needed");
        }
    }

    /**
     * The wait before the next try, or empty where there is none.
     *
     * @param failures how often it has failed, at least 1
     * @param retryAfter what the server asked for; zero where it did not
     * @param random from 0 (inclusive) to 1 (exclusive)
     */
    Optional<Duration> wait(int failures, Duration retryAfter, double random) {
        if (failures >= attempts || retryAfter.compareTo(cap) > 0) {
            return Optional.empty();
        }
        double ceiling = Math.min(cap.toMillis(), base.toMillis() * Math.pow(2, failures - 1));
        Duration jittered = Duration.ofMillis((long) (ceiling * random));
        return Optional.of(jittered.compareTo(retryAfter) < 0 ? retryAfter : jittered);
    }
}
