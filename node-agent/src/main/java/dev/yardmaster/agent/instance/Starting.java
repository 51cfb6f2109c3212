package dev.yardmaster.agent.instance;

import dev.yardmaster.agent.instance.Sight.Process;
import dev.yardmaster.agent.instance.Sight.Weights;
import dev.yardmaster.agent.instance.Step.Action;
import dev.yardmaster.contract.deployment.InstanceReason;
import java.time.Instant;

/** From assigned to ready, and back to the start after a failure. */
final class Starting {
    private static final String NO_KEY =
            "Its engine key is not known since the agent restarted; it starts once the server is reached.";

    private Starting() {}

    static Step prefetching(Supervision known, Sight sight, Wish.Run run) {
        Instant end = known.deadline().orElse(known.since().plus(run.fetchDeadline()));
        Supervision waiting = known.until(end);
        return switch (sight.weights()) {
            case Weights.Held _ -> launch(waiting, sight, run);
            case Weights.Unavailable(InstanceReason reason, String sentence) ->
                Step.stay(known.enter(Phase.FAILED, reason, sentence, sight.now())
                        .until(sight.now().plus(Limits.WEIGHTS_AGAIN)));
            case Weights.Fetching _ ->
                waiting.due(sight.now()) ? Step.stay(tooSlow(known, sight, run)) : Step.stay(waiting);
        };
    }

    static Step failed(Supervision known, Sight sight, Wish.Run run) {
        if (!known.due(sight.now())) {
            return Step.stay(known);
        }
        if (sight.process() instanceof Process.Alive) {
            return Step.of(known.until(sight.now().plus(Limits.KILL_AGAIN)), Action.KILL);
        }
        return switch (sight.weights()) {
            case Weights.Held _ -> launch(known, sight, run);
            case Weights.Unavailable(InstanceReason reason, String sentence) ->
                Step.stay(known.saying(reason, sentence).until(sight.now().plus(Limits.WEIGHTS_AGAIN)));
            case Weights.Fetching _ -> Step.stay(fetching(known, sight, run));
        };
    }

    static Step starting(Supervision known, Sight sight) {
        if (sight.process() instanceof Process.Ended ended) {
            return Step.stay(ended(known, ended, known.failures() + 1, sight));
        }
        Supervision seen = answered(known, sight);
        if (seen.phase() != Phase.READY && seen.due(sight.now())) {
            return Step.of(tooLate(seen, sight), Action.KILL);
        }
        return Step.stay(seen);
    }

    /** After an end that nobody asked for: failed, with the next try put off by the number of failures. */
    static Supervision ended(Supervision known, Process.Ended ended, int failures, Sight sight) {
        var backoff = ended.lasting() ? Limits.LASTING : Limits.RESTART;
        return known.enter(Phase.FAILED, ended.reason(), ended.sentence(), sight.now())
                .counting(failures, known.restarts() + 1)
                .until(sight.now().plus(backoff.delay(failures, sight.jitter())));
    }

    private static Step launch(Supervision known, Sight sight, Wish.Run run) {
        if (!run.keyKnown()) {
            InstanceReason reason = known.phase() == Phase.FAILED ? known.reason() : InstanceReason.WEIGHTS_HELD;
            return Step.stay(known.saying(reason, NO_KEY));
        }
        return Step.of(
                known.enter(Phase.STARTING, InstanceReason.LAUNCHED, "The engine process is starting.", sight.now())
                        .until(sight.now().plus(run.startDeadline())),
                Action.LAUNCH);
    }

    private static Supervision answered(Supervision known, Sight sight) {
        Sight.Probe probe =
                sight.probe().filter(p -> p.at().isAfter(known.lastProbe())).orElse(null);
        if (probe == null) {
            return known;
        }
        Supervision seen = known.probed(0, probe.at());
        return switch (probe.outcome()) {
            case READY -> ready(seen, sight);
            case LOADING -> known.phase() == Phase.LOADING ? seen : loading(seen, sight);
            case FAILED -> seen;
        };
    }

    private static Supervision ready(Supervision seen, Sight sight) {
        return seen.reason() == InstanceReason.ADOPTED
                ? seen.enter(Phase.READY, InstanceReason.ADOPTED, "Adopted running, and it answers.", sight.now())
                : seen.enter(Phase.READY, InstanceReason.PROBE_SUCCEEDED, "The engine answers.", sight.now());
    }

    private static Supervision loading(Supervision seen, Sight sight) {
        Supervision next =
                seen.enter(Phase.LOADING, InstanceReason.ENGINE_LOADING, "The engine loads the model.", sight.now());
        return seen.deadline().map(next::until).orElse(next);
    }

    private static Supervision tooLate(Supervision known, Sight sight) {
        String last =
                sight.probe().map(p -> "; the last probe said: " + p.detail()).orElse("; it never answered");
        int failures = known.failures() + 1;
        return known.enter(
                        Phase.FAILED,
                        InstanceReason.START_DEADLINE_PASSED,
                        "Not ready by its deadline, stopped" + last + ".",
                        sight.now())
                .counting(failures, known.restarts())
                .until(sight.now().plus(Limits.RESTART.delay(failures, sight.jitter())));
    }

    private static Supervision tooSlow(Supervision known, Sight sight, Wish.Run run) {
        return known.enter(
                        Phase.FAILED,
                        InstanceReason.FETCH_DEADLINE_PASSED,
                        "The model's files did not come within "
                                + run.fetchDeadline().toMinutes() + " minutes; the fetch goes on.",
                        sight.now())
                .until(sight.now().plus(Limits.LASTING.delay(1, sight.jitter())));
    }

    private static Supervision fetching(Supervision known, Sight sight, Wish.Run run) {
        return known.enter(
                        Phase.PREFETCHING,
                        InstanceReason.FETCHING_WEIGHTS,
                        "Waiting for the model's files.",
                        sight.now())
                .until(sight.now().plus(run.fetchDeadline()));
    }
}
