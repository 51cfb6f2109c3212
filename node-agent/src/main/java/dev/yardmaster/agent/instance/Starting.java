package dev.yardmaster.agent.instance;

import dev.yardmaster.agent.instance.Sight.Probe;
import dev.yardmaster.agent.instance.Sight.Process;
import dev.yardmaster.agent.instance.Sight.Reply;
import dev.yardmaster.agent.instance.Step.Action;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.engine.Startup.Stage;

/** From launched to ready. Stages only go forward; what is told by the log, by health checks and by requests counts. */
final class Starting {
    /** Memory that grows by less says nothing. */
    private static final long GROWTH = 1L << 20;

    private Starting() {}

    static Step starting(Supervision known, Sight sight, Wish.Run run) {
        return switch (sight.process()) {
            case Process.Ended ended -> Step.stay(Failing.ended(known, ended, sight, run));
            case Process.Preparing preparing -> preparing(known, preparing, sight, run);
            case Process.None _ -> inTime(known, sight, run);
            case Process.Alive _ -> alive(known, sight, run);
        };
    }

    private static Step preparing(Supervision known, Process.Preparing preparing, Sight sight, Wish.Run run) {
        if (!sight.now().isBefore(known.since().plus(sight.limits().preparing()))) {
            return Step.of(Failing.late(known, preparing.reason(), preparing.sentence(), sight, run), Action.KILL);
        }
        // The engine's own time begins when it is there.
        return Step.stay(known.saying(preparing.reason(), preparing.sentence())
                .until(sight.now().plus(run.patience().toReady())));
    }

    private static Step alive(Supervision known, Sight sight, Wish.Run run) {
        Supervision seen = lively(prepared(known, sight), sight);
        Supervision next = run.proof() == Wish.Proof.PROCESS ? settled(seen, sight) : asked(seen, sight, run);
        return next.phase().isStart() ? inTime(next, sight, run) : awake(next, sight, run);
    }

    /** An adopted engine may have been put to sleep before: nobody is sent to it until that is known. */
    private static Step awake(Supervision next, Sight sight, Wish.Run run) {
        if (next.reason() != InstanceReason.ADOPTED || run.naps().isEmpty()) {
            return Step.stay(next);
        }
        if (run.nap().isPresent()) {
            return Step.stay(Sleeping.doze(next, sight, run.nap().get()));
        }
        return run.naps().get().tells() ? Sleeping.wake(next, sight, run) : Step.stay(next);
    }

    private static Supervision prepared(Supervision known, Sight sight) {
        boolean said = known.phase() == Phase.STARTING
                && known.reason() != InstanceReason.LAUNCHED
                && known.reason() != InstanceReason.ADOPTED;
        return said
                ? known.onward(Phase.STARTING, InstanceReason.LAUNCHED, "The engine process is starting.", sight.now())
                : known;
    }

    private static Supervision lively(Supervision known, Sight sight) {
        Sight.Signs signs = sight.signs();
        boolean more = signs.lines() > known.marks().lines()
                || signs.bytes() > known.marks().bytes() + GROWTH;
        return more ? known.living(sight.now(), signs.lines(), signs.bytes()) : known;
    }

    /** A rank without checks of its own. */
    private static Supervision settled(Supervision known, Sight sight) {
        boolean there = !sight.now().isBefore(known.since().plus(sight.limits().settled()));
        return there
                ? known.enter(
                        Phase.READY,
                        InstanceReason.LAUNCHED,
                        "Its process runs; the first rank answers for its group.",
                        sight.now())
                : known;
    }

    private static Supervision asked(Supervision known, Sight sight, Wish.Run run) {
        Supervision told = told(known, sight);
        Probe probe =
                sight.probe().filter(p -> p.at().isAfter(told.marks().probe())).orElse(null);
        Supervision seen = probe == null ? told : answered(told.probed(0, probe.at()), probe, sight, run);
        return seen.phase() == Phase.WARMING ? replied(seen, sight) : seen;
    }

    private static Supervision told(Supervision known, Sight sight) {
        boolean before = known.reason() == InstanceReason.ADOPTED
                || known.reason() == InstanceReason.PROBE_FAILED
                || known.reason() == InstanceReason.FIRST_REQUEST
                || known.reason() == InstanceReason.AWAKE;
        if (before || sight.signs().stage().isEmpty()) {
            return known;
        }
        Stage stage = sight.signs().stage().get();
        String sentence = sight.signs().sentence();
        return switch (known.phase()) {
            case STARTING ->
                switch (stage) {
                    case STARTING -> known.saying(known.reason(), sentence);
                    case LOADING -> known.onward(Phase.LOADING, InstanceReason.ENGINE_LOADING, sentence, sight.now());
                    case WARMING -> known.onward(Phase.WARMING, InstanceReason.WARMING_UP, sentence, sight.now());
                };
            case LOADING ->
                switch (stage) {
                    case STARTING, LOADING -> known.saying(known.reason(), sentence);
                    case WARMING -> known.onward(Phase.WARMING, InstanceReason.WARMING_UP, sentence, sight.now());
                };
            case WARMING -> known.saying(known.reason(), sentence);
            case PREFETCHING,
                    AWAITING_LEADER,
                    READY,
                    DOZING,
                    FALLING_ASLEEP,
                    SLEEPING,
                    WAKING,
                    DRAINING,
                    STOPPING,
                    STOPPED,
                    FAILED -> known;
        };
    }

    private static Supervision answered(Supervision seen, Probe probe, Sight sight, Wish.Run run) {
        return switch (probe.outcome()) {
            case READY -> healthy(seen, sight, run);
            case LOADING ->
                seen.phase() == Phase.STARTING
                        ? seen.onward(
                                Phase.LOADING,
                                InstanceReason.ENGINE_LOADING,
                                "The engine loads the model.",
                                sight.now())
                        : seen;
            case FAILED -> seen;
        };
    }

    private static Supervision healthy(Supervision seen, Sight sight, Wish.Run run) {
        // What served before goes on serving; a request that comes to nothing will take it out.
        boolean before = seen.reason() == InstanceReason.ADOPTED;
        if (before || run.proof() == Wish.Proof.HEALTH) {
            return ready(seen, sight);
        }
        boolean asked = seen.phase() == Phase.WARMING && seen.reason() != InstanceReason.WARMING_UP;
        return asked
                ? seen
                : seen.onward(
                        Phase.WARMING,
                        InstanceReason.FIRST_REQUEST,
                        "It answers its health check; its first request is awaited.",
                        sight.now());
    }

    private static Supervision replied(Supervision known, Sight sight) {
        Reply reply =
                sight.reply().filter(r -> r.at().isAfter(known.marks().reply())).orElse(null);
        if (reply == null) {
            return known;
        }
        return reply.good()
                ? ready(known.replied(0, reply.at()), sight)
                : known.replied(known.tally().badReplies() + 1, reply.at());
    }

    private static Supervision ready(Supervision seen, Sight sight) {
        return switch (seen.reason()) {
            case ADOPTED ->
                seen.enter(Phase.READY, InstanceReason.ADOPTED, "Adopted running, and it answers.", sight.now());
            case AWAKE -> seen.enter(Phase.READY, InstanceReason.AWAKE, "Awake again, and it answers.", sight.now());
            default -> seen.enter(Phase.READY, InstanceReason.PROBE_SUCCEEDED, "The engine answers.", sight.now());
        };
    }

    private static Step inTime(Supervision known, Sight sight, Wish.Run run) {
        return Overtime.of(known, sight, run)
                .map(over -> Step.of(Failing.late(known, over.reason(), over.sentence(), sight, run), Action.KILL))
                .orElseGet(() -> Step.stay(known));
    }
}
