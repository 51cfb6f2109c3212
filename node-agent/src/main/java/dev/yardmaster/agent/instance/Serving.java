package dev.yardmaster.agent.instance;

import dev.yardmaster.agent.instance.Sight.Probe;
import dev.yardmaster.agent.instance.Sight.Process;
import dev.yardmaster.agent.instance.Sight.Reply;
import dev.yardmaster.agent.instance.Step.Action;
import dev.yardmaster.contract.deployment.InstanceReason;

/** While an engine answers. */
final class Serving {
    private static final Process.Ended VANISHED =
            new Process.Ended(InstanceReason.ENGINE_EXITED, "The engine process is gone.", false);

    private Serving() {}

    static Step ready(Supervision known, Sight sight, Wish.Run run) {
        return switch (sight.process()) {
            case Process.Ended ended -> Step.stay(Failing.ended(known, ended, sight, run));
            case Process.None _ -> Step.stay(Failing.ended(known, VANISHED, sight, run));
            case Process.Preparing _, Process.Alive _ ->
                run.proof() == Wish.Proof.PROCESS ? Step.stay(known) : asked(known, sight, run);
        };
    }

    /** A stop that was taken back before the engine was asked to end: the next probe decides. */
    static Step takenBack(Supervision known, Sight sight, Wish.Run run) {
        return Step.stay(known.enter(
                        Phase.LOADING,
                        InstanceReason.PLACED,
                        "Should run after all; waiting for its next answer.",
                        sight.now())
                .until(sight.now().plus(run.patience().toReady())));
    }

    private static Step asked(Supervision known, Sight sight, Wish.Run run) {
        Supervision probed = probed(known, sight, run);
        if (probed.phase() != Phase.READY) {
            return Step.stay(probed);
        }
        Supervision replied = replied(probed, sight);
        if (replied.tally().badReplies() >= run.patience().failuresToReplace()) {
            return Step.of(deaf(replied, sight, run), Action.KILL);
        }
        boolean toSleep = run.nap().isPresent() && run.naps().isPresent();
        return Step.stay(toSleep ? Sleeping.doze(replied, sight, run.nap().get()) : remarked(replied, sight, run));
    }

    private static Supervision probed(Supervision known, Sight sight, Wish.Run run) {
        Probe probe =
                sight.probe().filter(p -> p.at().isAfter(known.marks().probe())).orElse(null);
        if (probe == null) {
            return known;
        }
        return switch (probe.outcome()) {
            case READY -> known.probed(0, probe.at());
            case LOADING, FAILED ->
                missed(known.probed(known.tally().missedProbes() + 1, probe.at()), probe, sight, run);
        };
    }

    private static Supervision missed(Supervision seen, Probe probe, Sight sight, Wish.Run run) {
        int missed = seen.tally().missedProbes();
        if (missed < run.patience().failuresToUnready()) {
            return seen;
        }
        String sentence = missed + " probes in a row failed: " + probe.detail() + ".";
        boolean loads = probe.outcome() == Probe.Outcome.LOADING;
        return seen.enter(Phase.LOADING, InstanceReason.PROBE_FAILED, sentence, sight.now())
                .until(sight.now()
                        .plus(loads ? run.patience().toReady() : sight.limits().sick()));
    }

    private static Supervision replied(Supervision known, Sight sight) {
        Reply reply =
                sight.reply().filter(r -> r.at().isAfter(known.marks().reply())).orElse(null);
        if (reply == null) {
            return known;
        }
        return known.replied(reply.good() ? 0 : known.tally().badReplies() + 1, reply.at());
    }

    private static Supervision deaf(Supervision known, Sight sight, Wish.Run run) {
        String detail = sight.reply().map(Reply::detail).orElse("");
        String sentence = "It answers its health check, but " + known.tally().badReplies()
                + " requests in a row came to nothing, and is replaced: " + detail + ".";
        return Failing.replaced(known, InstanceReason.INFERENCE_FAILED, sentence, sight, run);
    }

    /** What is not as it should be, though it serves. */
    private static Supervision remarked(Supervision known, Sight sight, Wish.Run run) {
        if (run.nap().isPresent()) {
            return known.saying(
                    InstanceReason.ENGINE_UNSUPPORTED, "It should sleep, which this engine cannot; it serves on.");
        }
        if (sight.adapterProblem().isPresent()) {
            return known.saying(
                    InstanceReason.ADAPTER_FAILED, sight.adapterProblem().get());
        }
        boolean remarked =
                known.reason() == InstanceReason.ADAPTER_FAILED || known.reason() == InstanceReason.ENGINE_UNSUPPORTED;
        return remarked ? known.saying(InstanceReason.PROBE_SUCCEEDED, "The engine answers.") : known;
    }
}
