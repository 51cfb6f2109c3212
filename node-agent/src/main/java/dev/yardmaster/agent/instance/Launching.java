package dev.yardmaster.agent.instance;

import dev.yardmaster.agent.instance.Sight.Process;
import dev.yardmaster.agent.instance.Sight.Weights;
import dev.yardmaster.agent.instance.Step.Action;
import dev.yardmaster.contract.deployment.InstanceReason;
import java.time.Instant;

/** From assigned to launched, and from failed to launched again. */
final class Launching {
    private static final String NO_KEY =
            "Its engine key is not known since the agent restarted; it starts once the server is reached.";

    private Launching() {}

    static Step prefetching(Supervision known, Sight sight, Wish.Run run) {
        Instant end = known.deadline().orElse(known.since().plus(run.patience().fetch()));
        Supervision waiting = known.until(end);
        return switch (sight.weights()) {
            case Weights.Held _ -> launch(waiting, sight, run);
            case Weights.Unavailable(InstanceReason reason, String sentence) ->
                Step.stay(known.enter(Phase.FAILED, reason, sentence, sight.now())
                        .until(sight.now().plus(sight.limits().weightsAgain())));
            case Weights.Fetching _ ->
                waiting.due(sight.now()) ? Step.stay(tooSlow(known, sight, run)) : Step.stay(waiting);
        };
    }

    static Step failed(Supervision known, Sight sight, Wish.Run run) {
        boolean another = !known.attempt().isEmpty() && !known.attempt().equals(run.launch());
        if (!another && !known.due(sight.now())) {
            return Step.stay(known);
        }
        if (sight.process() instanceof Process.Alive) {
            // It was killed when it failed, and may take a moment to be gone.
            Instant again = known.since().plus(sight.limits().killAgain());
            return sight.now().isBefore(again) || !known.due(sight.now())
                    ? Step.stay(known)
                    : Step.of(known.until(sight.now().plus(sight.limits().killAgain())), Action.KILL);
        }
        Supervision next = another ? known.counting(0, known.restarts()) : known;
        return switch (sight.weights()) {
            case Weights.Held _ -> launch(next, sight, run);
            case Weights.Unavailable(InstanceReason reason, String sentence) ->
                Step.stay(known.saying(reason, sentence)
                        .until(sight.now().plus(sight.limits().weightsAgain())));
            case Weights.Fetching _ -> Step.stay(fetching(next, sight, run));
        };
    }

    /** Launches, or says what is waited for. */
    static Step launch(Supervision known, Sight sight, Wish.Run run) {
        if (!run.keyKnown()) {
            InstanceReason reason = known.phase() == Phase.FAILED ? known.reason() : InstanceReason.WEIGHTS_HELD;
            return Step.stay(known.saying(reason, NO_KEY));
        }
        boolean awaited = run.group().filter(Wish.Rank::afterLeader).isPresent() && !sight.leaderThere();
        if (awaited && known.phase() != Phase.AWAITING_LEADER) {
            return Step.stay(known.enter(
                            Phase.AWAITING_LEADER,
                            InstanceReason.WEIGHTS_HELD,
                            "Waiting for the first rank of its group to accept connections.",
                            sight.now())
                    .until(sight.now().plus(run.patience().toReady())));
        }
        if (awaited && !known.due(sight.now())) {
            return Step.stay(known);
        }
        return Step.of(
                known.enter(Phase.STARTING, InstanceReason.LAUNCHED, "The engine process is starting.", sight.now())
                        .attempting(run.launch(), sight.now())
                        .until(sight.now().plus(run.patience().toReady())),
                Action.LAUNCH);
    }

    private static Supervision tooSlow(Supervision known, Sight sight, Wish.Run run) {
        return known.enter(
                        Phase.FAILED,
                        InstanceReason.FETCH_DEADLINE_PASSED,
                        "The model's files did not come within "
                                + run.patience().fetch().toMinutes() + " minutes; the fetch goes on.",
                        sight.now())
                .until(sight.now().plus(sight.limits().fetchAgain()));
    }

    private static Supervision fetching(Supervision known, Sight sight, Wish.Run run) {
        return known.enter(
                        Phase.PREFETCHING,
                        InstanceReason.FETCHING_WEIGHTS,
                        "Waiting for the model's files.",
                        sight.now())
                .until(sight.now().plus(run.patience().fetch()));
    }
}
