package dev.yardmaster.agent.instance;

import dev.yardmaster.agent.instance.Sight.Process;
import dev.yardmaster.agent.instance.Step.Action;
import dev.yardmaster.contract.deployment.InstanceReason;
import java.time.Duration;
import java.time.Instant;

/** From serving to gone: drain, ask, insist. */
final class Stopping {
    private Stopping() {}

    static Step drain(Supervision known, Sight sight, Wish.Stop stop) {
        Duration drain = stop.drainFor().isNegative() ? Duration.ZERO : stop.drainFor();
        return Step.stay(known.enter(Phase.DRAINING, stop.reason(), stop.sentence(), sight.now())
                .until(sight.now().plus(drain)));
    }

    static Step draining(Supervision known, Sight sight) {
        if (!(sight.process() instanceof Process.Alive)) {
            return Step.stay(known.enter(
                    Phase.STOPPED, InstanceReason.ENGINE_EXITED, "The engine ended while it drained.", sight.now()));
        }
        Instant believable = known.since().plus(Limits.DRAIN_SETTLE);
        boolean idle = sight.running().orElse(1) == 0 && !sight.now().isBefore(believable);
        if (idle) {
            return begin(known, sight, InstanceReason.DRAINED, "No request is running any more.");
        }
        return known.due(sight.now()) ? begin(known, sight, InstanceReason.DRAINED, overtime(sight)) : Step.stay(known);
    }

    static Step begin(Supervision known, Sight sight, InstanceReason reason, String sentence) {
        return Step.of(
                known.enter(Phase.STOPPING, reason, sentence, sight.now())
                        .until(sight.now().plus(Limits.GRACE)),
                Action.TERMINATE);
    }

    static Step stopping(Supervision known, Sight sight) {
        if (!(sight.process() instanceof Process.Alive)) {
            return Step.stay(known.enter(
                    Phase.STOPPED, InstanceReason.EXITED_ON_REQUEST, "The engine ended as asked.", sight.now()));
        }
        if (!known.due(sight.now())) {
            return Step.stay(known);
        }
        String sentence = "It did not end within " + Limits.GRACE.toSeconds() + " s of being asked, and is killed.";
        return Step.of(known.saying(known.reason(), sentence).until(sight.now().plus(Limits.KILL_AGAIN)), Action.KILL);
    }

    private static String overtime(Sight sight) {
        return sight.running().isPresent()
                ? "Its time to drain is over with " + sight.running().getAsLong() + " requests running."
                : "Its time to drain is over.";
    }
}
