package dev.yardmaster.agent.link;

import java.time.Duration;

/** Sends one kind of report: again and again while it fails, ever more rarely. */
final class ReportLane {
    private final Attempts attempts;

    ReportLane(String name) {
        this.attempts = new Attempts(name, Duration.ofMillis(250), Duration.ofSeconds(10));
    }

    /** How one report ended. */
    sealed interface Outcome {
        /** The server has it. */
        record Sent() implements Outcome {}

        /** The server will never take it. */
        record Rejected() implements Outcome {}

        /** Try again then. */
        record Later(Duration pause) implements Outcome {}
    }

    Outcome settle(Answer<Void> answer) {
        return switch (answer) {
            case Answer.Ok<Void> _, Answer.Nothing<Void> _ -> {
                attempts.succeeded();
                yield new Outcome.Sent();
            }
            case Answer.Refused<Void> _ -> {
                attempts.failed(answer.sentence());
                yield new Outcome.Rejected();
            }
            case Answer.Unauthorized<Void> _, Answer.Unavailable<Void> _ ->
                new Outcome.Later(attempts.failed(answer.sentence()));
        };
    }
}
