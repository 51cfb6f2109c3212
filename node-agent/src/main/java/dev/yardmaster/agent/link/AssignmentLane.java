package dev.yardmaster.agent.link;

import dev.yardmaster.contract.agent.Assignment;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Waits at the server for a newer assignment; only the first question is answered at once. */
final class AssignmentLane {
    private static final Duration NOT_JOINED = Duration.ofMillis(200);
    /** Between two polls that came back at once. */
    private static final Duration PACE = Duration.ofMillis(100);

    private final Link link;
    private final LongSupplier version;
    private final Taker taker;
    private final Attempts attempts = new Attempts("assignment", Duration.ofMillis(250), Duration.ofSeconds(10));

    private boolean answered;

    /** Who works from assignments. */
    interface Taker {
        void assign(Assignment newest);

        /** The server has never assigned anything to this node. */
        void nothingAssigned();
    }

    AssignmentLane(Link link, LongSupplier version, Taker taker) {
        this.link = link;
        this.version = version;
        this.taker = taker;
    }

    Duration pass() {
        if (!link.isUp()) {
            return NOT_JOINED;
        }
        long after = version.getAsLong();
        Answer<Assignment> answer = link.assignment(after, answered ? ServerCalls.LONG_POLL : Duration.ZERO);
        return switch (answer) {
            case Answer.Ok<Assignment>(Assignment newest) -> {
                succeeded();
                taker.assign(newest);
                yield PACE;
            }
            case Answer.Nothing<Assignment> _ -> {
                succeeded();
                if (after == 0) {
                    taker.nothingAssigned();
                }
                yield PACE;
            }
            case Answer.Unauthorized<Assignment> _, Answer.Refused<Assignment> _, Answer.Unavailable<Assignment> _ ->
                attempts.failed(answer.sentence());
        };
    }

    private void succeeded() {
        answered = true;
        attempts.succeeded();
    }
}
