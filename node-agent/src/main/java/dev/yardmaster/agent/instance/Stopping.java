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

    static Step draining(Supervision known, Sight sight, Duration grace) {
        if (!(sight.process() instanceof Process.Alive)) {
            return Step.stay(known.enter(
                    Phase.STOPPED, InstanceReason.ENGINE_EXITED, "The engine ended while it drained.", sight.now()));
        }
        if (idle(known, sight)) {
            return begin(known, sight, drained("No request is running any more.", grace));
        }
        return known.due(sight.now()) ? begin(known, sight, drained(overtime(sight), grace)) : Step.stay(known);
    }

    /** No request runs, and gateways have had the time to send no more. */
    static boolean idle(Supervision known, Sight sight) {
        Instant believable = known.since().plus(sight.limits().drainSettle());
        return sight.running().orElse(1) == 0 && !sight.now().isBefore(believable);
    }

    static Step begin(Supervision known, Sight sight, Wish.Stop stop) {
        return Step.of(
                known.enter(Phase.STOPPING, stop.reason(), stop.sentence(), sight.now())
                        .until(sight.now().plus(stop.grace())),
                Action.TERMINATE);
    }

    static Step stopping(Supervision known, Sight sight, Duration grace) {
        if (!(sight.process() instanceof Process.Alive)) {
            return Step.stay(known.enter(
                    Phase.STOPPED, InstanceReason.EXITED_ON_REQUEST, "The engine ended as asked.", sight.now()));
        }
        if (!known.due(sight.now())) {
            return Step.stay(known);
        }
        String sentence = "It did not end within " + grace.toSeconds() + " s of being asked, and is killed.";
        return Step.of(
                known.saying(known.reason(), sentence)
                        .until(sight.now().plus(sight.limits().killAgain())),
                Action.KILL);
    }

    private static Wish.Stop drained(String sentence, Duration grace) {
        return new Wish.Stop(InstanceReason.DRAINED, sentence, Duration.ZERO, grace);
    }

    private static String overtime(Sight sight) {
        return sight.running().isPresent()
                ? "Its time to drain is over with " + sight.running().getAsLong() + " requests running."
                : "Its time to drain is over.";
    }
}
