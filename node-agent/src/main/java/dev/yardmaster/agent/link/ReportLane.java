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

    Outcome settle(Answer<String> answer) {
        return switch (answer) {
            case Answer.Ok<String> _, Answer.Nothing<String> _ -> {
                attempts.succeeded();
                yield new Outcome.Sent();
            }
            case Answer.Refused<String> _ -> {
                attempts.failed(answer.sentence());
                yield new Outcome.Rejected();
            }
            case Answer.Unauthorized<String> _, Answer.Unavailable<String> _ ->
                new Outcome.Later(attempts.failed(answer.sentence()));
        };
    }
}
