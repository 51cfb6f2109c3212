package dev.yardmaster.agent.weights.transfer;

import dev.yardmaster.agent.platform.Backoff;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** What is known of one host: how many connections it gets, and until when it is left alone. Guarded by the engine. */
final class Host {
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(20));
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final ConnectionLimit limit;
    private int active;
    private int failures;
    private long pausedUntil;
    private boolean paused;
    private long pushedBackAt;
    private boolean pushedBack;
    private final LongAdder moved = new LongAdder();

    Host(int mostConnections) {
        this.limit = new ConnectionLimit(mostConnections);
    }

    int limit() {
        return limit.limit();
    }

    int free(long nanoTime) {
        return isPaused(nanoTime) ? 0 : Math.max(0, limit.limit() - active);
    }

    boolean isPaused(long nanoTime) {
        paused = paused && nanoTime - pausedUntil < 0;
        return paused;
    }

    void begun() {
        active++;
    }

    void ended() {
        active--;
    }

    /** Safe without the engine's lock. */
    void moved(long bytes) {
        moved.add(bytes);
    }

    void worked() {
        failures = 0;
    }

    /** Failures of connections that ran side by side count as one. */
    void failed(Duration asked, double jitter, long nanoTime) {
        if (!pushedBack || nanoTime - pushedBackAt > Duration.ofMillis(200).toNanos()) {
            failures++;
            limit.pushedBack();
            pushedBack = true;
            pushedBackAt = nanoTime;
        }
        Duration own = BACKOFF.delay(Math.max(1, failures), jitter);
        Duration pause = asked.compareTo(own) > 0 ? asked : own;
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        long until = nanoTime + pause.toNanos();
        if (!isPaused(nanoTime) || until - pausedUntil > 0) {
            pausedUntil = until;
            paused = true;
        }
    }

    int failures() {
        return failures;
    }

    /** An interval is over; it taught something only if all connections were in use at its end. */
    void interval(long nanos) {
        limit.interval(moved.sumThenReset() * 1e9 / nanos, active >= limit.limit());
    }
}
