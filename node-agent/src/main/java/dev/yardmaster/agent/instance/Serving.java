package dev.yardmaster.agent.instance;

import dev.yardmaster.agent.instance.Sight.Probe;
import dev.yardmaster.agent.instance.Sight.Process;
import dev.yardmaster.contract.deployment.InstanceReason;
import java.time.Duration;

/** While an engine answers. */
final class Serving {
    private Serving() {}

    static Step ready(Supervision known, Sight sight, Wish.Run run) {
        return switch (sight.process()) {
            case Process.Ended ended -> Step.stay(Starting.ended(known, ended, failures(known, sight), sight));
            case Process.None _ -> Step.stay(Starting.ended(known, vanished(), failures(known, sight), sight));
            case Process.Alive _ -> Step.stay(probed(known, sight, run));
        };
    }

    /** A stop that was taken back before the engine was asked to end: the next probe decides. */
    static Step takenBack(Supervision known, Sight sight, Wish.Run run) {
        return Step.stay(known.enter(
                        Phase.LOADING,
                        InstanceReason.PLACED,
                        "Should run after all; waiting for its next answer.",
                        sight.now())
                .until(sight.now().plus(run.startDeadline())));
    }

    private static Supervision probed(Supervision known, Sight sight, Wish.Run run) {
        Probe probe =
                sight.probe().filter(p -> p.at().isAfter(known.lastProbe())).orElse(null);
        if (probe == null) {
            return known;
        }
        return switch (probe.outcome()) {
            case READY -> known.probed(0, probe.at());
            case LOADING, FAILED -> missed(known.probed(known.missedProbes() + 1, probe.at()), probe, sight, run);
        };
    }

    private static Supervision missed(Supervision seen, Probe probe, Sight sight, Wish.Run run) {
        if (seen.missedProbes() < run.failuresToUnready()) {
            return seen;
        }
        String sentence = seen.missedProbes() + " probes in a row failed: " + probe.detail() + ".";
        return seen.enter(Phase.LOADING, InstanceReason.PROBE_FAILED, sentence, sight.now())
                .until(sight.now().plus(run.startDeadline()));
    }

    private static int failures(Supervision known, Sight sight) {
        boolean stable = Duration.between(known.since(), sight.now()).compareTo(Limits.STABLE) >= 0;
        return stable ? 1 : known.failures() + 1;
    }

    private static Process.Ended vanished() {
        return new Process.Ended(InstanceReason.ENGINE_EXITED, "The engine process is gone.", false);
    }
}
