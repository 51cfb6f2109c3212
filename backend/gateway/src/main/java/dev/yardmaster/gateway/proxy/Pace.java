package dev.yardmaster.gateway.proxy;

import dev.yardmaster.gateway.config.Timeouts;
import dev.yardmaster.gateway.metrics.ErrorKind;
import java.util.Optional;

/** The clocks of one request, all in {@link System#nanoTime()}. */
final class Pace {
    private final Timeouts timeouts;
    private final long start;
    private long tryStart;
    private boolean firstByte;
    private long lastPiece;
    private boolean paused;
    private long pausedAt;

    Pace(Timeouts timeouts, long start) {
        this.timeouts = timeouts;
        this.start = start;
    }

    void tryBegins(long now) {
        tryStart = now;
        firstByte = false;
        paused = false;
    }

    void piece(long now) {
        firstByte = true;
        lastPiece = now;
    }

    /** The client does not keep up: until it does, nothing is expected of the engine. */
    void pause(long now) {
        if (!paused) {
            paused = true;
            pausedAt = now;
        }
    }

    void resume(long now) {
        paused = false;
        lastPiece = now;
    }

    /** Which time is over, if any. */
    Optional<ErrorKind> overdue(long now) {
        if (now - start > timeouts.total().toNanos()) {
            return Optional.of(ErrorKind.TOTAL_TIMEOUT);
        }
        if (paused) {
            return when(now - pausedAt > timeouts.idle().toNanos(), ErrorKind.CLIENT_STALLED);
        }
        return firstByte
                ? when(now - lastPiece > timeouts.idle().toNanos(), ErrorKind.IDLE_TIMEOUT)
                : when(now - tryStart > timeouts.firstByte().toNanos(), ErrorKind.FIRST_BYTE_TIMEOUT);
    }

    private static Optional<ErrorKind> when(boolean over, ErrorKind kind) {
        return over ? Optional.of(kind) : Optional.empty();
    }
}
