package dev.yardmaster.agent.link;

import dev.yardmaster.agent.platform.AgentLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.atomic.LongAdder;

/** When the lease was last renewed, and what follows when it was not. */
public final class LeaseStatus {
    private static final AgentLog LOG = new AgentLog("lease");
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(30);

    private final Clock clock;
    private final Duration fenceAfter;
    private final Path stamp;
    private final LongAdder renewals = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile Instant renewedAt;
    private volatile Duration validFor = Duration.ZERO;
    private volatile boolean clockWarned;

    /**
     * @param fenceAfter without a lease for that long instances end; zero is never
     * @param stamp remembers the last renewal over restarts, where there is a fence
     */
    public LeaseStatus(Clock clock, Duration fenceAfter, Path stamp) {
        this.clock = clock;
        this.fenceAfter = fenceAfter;
        this.stamp = stamp;
        this.renewedAt = fenceAfter.isZero() ? clock.instant() : lastKnown();
    }

    void renewed(Duration holds, Instant serverTime) {
        Instant now = clock.instant();
        renewals.increment();
        validFor = holds;
        renewedAt = now;
        if (!fenceAfter.isZero()) {
            remember(now);
        }
        Duration apart = Duration.between(serverTime, now).abs();
        if (apart.compareTo(CLOCK_TOLERANCE) > 0 && !clockWarned) {
            clockWarned = true;
            LOG.warn("This host's clock and the server's are " + apart.toSeconds() + " s apart.");
        }
    }

    void failed() {
        failures.increment();
    }

    /** The server still counts on this node, as far as we know. */
    public boolean isHeld() {
        return renewals.sum() > 0 && renewedAt.plus(validFor).isAfter(clock.instant());
    }

    /** Nothing may be served any more. */
    public boolean isFenced() {
        return !fenceAfter.isZero() && !renewedAt.plus(fenceAfter).isAfter(clock.instant());
    }

    /** Time since the last renewal, or since the start. */
    public Duration age() {
        return Duration.between(renewedAt, clock.instant());
    }

    public long renewals() {
        return renewals.sum();
    }

    public long failures() {
        return failures.sum();
    }

    private Instant lastKnown() {
        try {
            Instant known = Instant.parse(Files.readString(stamp).strip());
            return known.isAfter(clock.instant()) ? clock.instant() : known;
        } catch (IOException | DateTimeParseException e) {
            return clock.instant();
        }
    }

    private void remember(Instant now) {
        try {
            Files.writeString(stamp, now.toString());
        } catch (IOException e) {
            LOG.warn(stamp + " cannot be written: " + e.getMessage());
        }
    }
}
