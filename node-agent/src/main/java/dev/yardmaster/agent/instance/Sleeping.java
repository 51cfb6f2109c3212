package dev.yardmaster.agent.instance;

import dev.yardmaster.agent.instance.Sight.NapEnd;
import dev.yardmaster.agent.instance.Sight.Process;
import dev.yardmaster.agent.instance.Step.Action;
import dev.yardmaster.contract.deployment.InstanceReason;
import java.time.Duration;
import java.util.Optional;

/** To sleep and back. One that neither falls asleep nor wakes in time is started anew. */
final class Sleeping {
    private Sleeping() {}

    /** Requests would be lost or hang in a sleeping engine: they end first. */
    static Supervision doze(Supervision known, Sight sight, Wish.Nap nap) {
        return known.enter(Phase.DOZING, nap.reason(), "It finishes its requests before it sleeps.", sight.now())
                .until(sight.now().plus(nap.drainFor()));
    }

    static Step dozing(Supervision known, Sight sight, Wish.Run run) {
        if (sight.process() instanceof Process.Ended ended) {
            return Step.stay(Failing.ended(known, ended, sight, run));
        }
        if (run.nap().isEmpty()) {
            return Serving.takenBack(known, sight, run);
        }
        if (!Stopping.idle(known, sight) && !known.due(sight.now())) {
            return Step.stay(known);
        }
        return Step.of(
                known.enter(Phase.FALLING_ASLEEP, known.reason(), "It was told to sleep.", sight.now())
                        .until(sight.now().plus(within(run))),
                Action.SLEEP);
    }

    static Step falling(Supervision known, Sight sight, Wish.Run run) {
        if (sight.process() instanceof Process.Ended ended) {
            return Step.stay(Failing.ended(known, ended, sight, run));
        }
        Optional<NapEnd> end = end(known, sight, true);
        if (end.filter(NapEnd::worked).isPresent()) {
            return Step.stay(known.enter(
                    Phase.SLEEPING,
                    InstanceReason.ASLEEP,
                    "It sleeps and holds no device memory for its weights.",
                    sight.now()));
        }
        return end.isPresent() || known.due(sight.now())
                ? given(known, sight, run, "It did not fall asleep", end)
                : Step.stay(known);
    }

    static Step sleeping(Supervision known, Sight sight, Wish.Run run) {
        return switch (sight.process()) {
            case Process.Ended ended -> Step.stay(Failing.ended(known, ended, sight, run));
            case Process.None _, Process.Preparing _, Process.Alive _ ->
                run.nap().isPresent() ? Step.stay(known) : wake(known, sight, run);
        };
    }

    static Step wake(Supervision known, Sight sight, Wish.Run run) {
        return Step.of(
                known.enter(Phase.WAKING, InstanceReason.WARMING_UP, "It was told to wake.", sight.now())
                        .until(sight.now().plus(within(run))),
                Action.WAKE);
    }

    private static Duration within(Wish.Run run) {
        return run.naps().map(Wish.Naps::within).orElse(run.patience().toReady());
    }

    static Step waking(Supervision known, Sight sight, Wish.Run run) {
        if (sight.process() instanceof Process.Ended ended) {
            return Step.stay(Failing.ended(known, ended, sight, run));
        }
        Optional<NapEnd> end = end(known, sight, false);
        if (end.filter(NapEnd::worked).isPresent()) {
            return Step.stay(known.enter(
                            Phase.WARMING,
                            InstanceReason.AWAKE,
                            "It is awake; its first answer is awaited.",
                            sight.now())
                    .until(sight.now().plus(run.patience().toReady())));
        }
        return end.isPresent() || known.due(sight.now())
                ? given(known, sight, run, "It did not wake", end)
                : Step.stay(known);
    }

    private static Optional<NapEnd> end(Supervision known, Sight sight, boolean asleep) {
        return sight.nap().filter(n -> n.asleep() == asleep && !n.at().isBefore(known.since()));
    }

    private static Step given(Supervision known, Sight sight, Wish.Run run, String what, Optional<NapEnd> end) {
        String sentence =
                what + ", and is started anew" + end.map(e -> ": " + e.detail()).orElse(": it took too long") + ".";
        return Step.of(
                Failing.replaced(known, InstanceReason.START_DEADLINE_PASSED, sentence, sight, run), Action.KILL);
    }
}
