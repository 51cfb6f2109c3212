package dev.yardmaster.agent.instance;

import dev.yardmaster.contract.deployment.InstanceReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Why a start that takes too long is given up. Every stage has its own time, and what an earlier one left over; a sign of
 * life lends more, up to the deadline of the whole start.
 */
record Overtime(InstanceReason reason, String sentence) {

    static Optional<Overtime> of(Supervision known, Sight sight, Wish.Run run) {
        Instant end = known.deadline().orElse(Instant.MAX);
        Duration quiet = Duration.between(known.marks().life(), sight.now());
        if (!sight.now().isBefore(end)) {
            return Optional.of(deadline(known, sight));
        }
        if (!run.patience().tells()) {
            return Optional.empty();
        }
        boolean stuck =
                known.phase() == Phase.LOADING && quiet.compareTo(sight.limits().silence()) >= 0;
        boolean over = !sight.now().isBefore(stageEnd(known.phase(), end, run.patience()))
                && quiet.compareTo(sight.limits().breath()) >= 0;
        return stuck || over ? Optional.of(silent(known, quiet)) : Optional.empty();
    }

    private static Instant stageEnd(Phase phase, Instant end, Wish.Patience patience) {
        return switch (phase) {
            case STARTING -> end.minus(patience.warm()).minus(patience.load());
            case LOADING -> end.minus(patience.warm());
            case WARMING,
                    PREFETCHING,
                    AWAITING_LEADER,
                    READY,
                    DOZING,
                    FALLING_ASLEEP,
                    SLEEPING,
                    WAKING,
                    DRAINING,
                    STOPPING,
                    STOPPED,
                    FAILED -> end;
        };
    }

    private static Overtime deadline(Supervision known, Sight sight) {
        if (known.reason() == InstanceReason.FIRST_REQUEST) {
            String last = sight.reply().map(r -> ": " + r.detail()).orElse("");
            return new Overtime(
                    InstanceReason.INFERENCE_FAILED,
                    "It answers its health check, but no request by its deadline; stopped" + last + ".");
        }
        InstanceReason reason = known.reason() == InstanceReason.PROBE_FAILED
                ? InstanceReason.PROBE_FAILED
                : InstanceReason.START_DEADLINE_PASSED;
        String last =
                sight.probe().map(p -> "; the last probe said: " + p.detail()).orElse("; it never answered");
        return new Overtime(reason, "Not ready by its deadline, stopped" + last + ".");
    }

    private static Overtime silent(Supervision known, Duration quiet) {
        InstanceReason reason =
                known.phase() == Phase.LOADING ? InstanceReason.LOADING_STALLED : InstanceReason.START_DEADLINE_PASSED;
        return new Overtime(
                reason,
                "No new line and no more memory for " + quiet.toSeconds() + " s, stopped; before that: "
                        + known.sentence());
    }
}
