package dev.yardmaster.agent.instance;

import dev.yardmaster.contract.deployment.Condition;
import dev.yardmaster.contract.deployment.InstanceReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * All that is remembered of an instance between two looks at it.
 *
 * @param deadline when this phase is over at the latest; a failed instance is tried again then
 * @param failures starts in a row that came to nothing, for back-off
 * @param restarts engine processes that ended without being asked to
 * @param missedProbes bad probes in a row while ready
 * @param lastProbe the newest probe that was counted
 */
public record Supervision(
        Phase phase,
        InstanceReason reason,
        String sentence,
        Instant since,
        Optional<Instant> deadline,
        int failures,
        int restarts,
        int missedProbes,
        Instant lastProbe) {

    /** An instance that was just assigned. */
    public static Supervision assigned(int restarts, Instant now) {
        return new Supervision(
                Phase.PREFETCHING,
                InstanceReason.FETCHING_WEIGHTS,
                "Waiting for the model's files.",
                now,
                Optional.empty(),
                0,
                restarts,
                0,
                now);
    }

    /** An engine that was found running; the first probe tells what it is doing. */
    public static Supervision adopted(String engine, int restarts, Duration startDeadline, Instant now) {
        return new Supervision(
                Phase.STARTING,
                InstanceReason.ADOPTED,
                "Found running as " + engine + "; waiting for its first answer.",
                now,
                Optional.of(now.plus(startDeadline)),
                0,
                restarts,
                0,
                now);
    }

    /** For the server and for people. */
    public Condition condition() {
        return new Condition(phase.state(), reason, sentence, since);
    }

    boolean due(Instant now) {
        return deadline.isPresent() && !now.isBefore(deadline.get());
    }

    Supervision enter(Phase next, InstanceReason why, String said, Instant now) {
        return new Supervision(next, why, said, now, Optional.empty(), failures, restarts, 0, lastProbe);
    }

    Supervision until(Instant end) {
        return new Supervision(
                phase, reason, sentence, since, Optional.of(end), failures, restarts, missedProbes, lastProbe);
    }

    Supervision saying(InstanceReason why, String said) {
        return new Supervision(phase, why, said, since, deadline, failures, restarts, missedProbes, lastProbe);
    }

    Supervision counting(int failed, int restarted) {
        return new Supervision(phase, reason, sentence, since, deadline, failed, restarted, missedProbes, lastProbe);
    }

    Supervision probed(int missed, Instant at) {
        return new Supervision(phase, reason, sentence, since, deadline, failures, restarts, missed, at);
    }
}
