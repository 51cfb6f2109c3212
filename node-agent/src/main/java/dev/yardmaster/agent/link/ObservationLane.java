package dev.yardmaster.agent.link;

import dev.yardmaster.agent.link.ReportLane.Outcome;
import dev.yardmaster.contract.agent.ObservationBatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reports the whole state when it changed, at most ten times a second, and every fifteen seconds when it did not. Readings
 * go along and are no reason to report: they always change.
 */
final class ObservationLane {
    private static final Duration UNCHANGED = Duration.ofSeconds(15);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration GAP = Duration.ofMillis(100);

    private final Link link;
    private final Clock clock;
    private final Supplier<Optional<ObservationBatch>> state;
    private final ReportLane lane = new ReportLane("observations");
    private Optional<ObservationBatch> sent = Optional.empty();
    private Instant sentAt = Instant.EPOCH;
    private Instant notBefore = Instant.EPOCH;

    /** @param state what to report, or nothing while a report would not be whole */
    ObservationLane(Link link, Clock clock, Supplier<Optional<ObservationBatch>> state) {
        this.link = link;
        this.clock = clock;
        this.state = state;
    }

    Duration pass() {
        Instant now = clock.instant();
        if (now.isBefore(notBefore)) {
            return Duration.between(now, notBefore);
        }
        Optional<ObservationBatch> batch = link.isUp() ? state.get() : Optional.empty();
        if (batch.isEmpty()) {
            return GAP;
        }
        boolean due = !batch.map(ObservationBatch::withoutReadings).equals(sent)
                || !sentAt.plus(UNCHANGED).isAfter(now);
        return due ? send(batch.get(), now) : LOOK;
    }

    private Duration send(ObservationBatch batch, Instant now) {
        return switch (lane.settle(link.observations(batch))) {
            case Outcome.Sent _, Outcome.Rejected _ -> {
                sent = Optional.of(batch.withoutReadings());
                sentAt = now;
                notBefore = clock.instant().plus(GAP);
                yield LOOK;
            }
            case Outcome.Later(Duration pause) -> {
                sent = Optional.empty();
                notBefore = clock.instant().plus(pause);
                yield pause;
            }
        };
    }
}
