package dev.yardmaster.agent.instance;

import dev.yardmaster.agent.instance.Sight.Process;
import dev.yardmaster.contract.deployment.InstanceReason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What follows a failure: when it is tried again, and what is said about it. */
final class Failing {
    /** From so many failures in a row on, one that has no better name is called a loop. */
    private static final int LOOP = 3;

    private Failing() {}

    /** After an end that nobody asked for. */
    static Supervision ended(Supervision known, Process.Ended ended, Sight sight, Wish.Run run) {
        Supervision counted = known.counting(failures(known, sight), known.restarts() + 1);
        return ended.lasting()
                ? counted.enter(
                        Phase.FAILED,
                        ended.reason(),
                        whole(ended.sentence()) + " It is not tried again until its assignment changes.",
                        sight.now())
                : again(counted, ended.reason(), ended.sentence(), sight, run);
    }

    /** A ready engine that is no longer of use. */
    static Supervision replaced(Supervision known, InstanceReason reason, String sentence, Sight sight, Wish.Run run) {
        return again(known.counting(failures(known, sight), known.restarts() + 1), reason, sentence, sight, run);
    }

    /** A start that is given up. */
    static Supervision late(Supervision known, InstanceReason reason, String sentence, Sight sight, Wish.Run run) {
        return again(known.counting(known.tally().failures() + 1, known.restarts()), reason, sentence, sight, run);
    }

    private static Supervision again(
            Supervision counted, InstanceReason reason, String sentence, Sight sight, Wish.Run run) {
        int failures = counted.tally().failures();
        boolean grouped = run.group().isPresent();
        Duration wait = grouped ? sight.limits().groupAgain() : sight.limits().restart(failures, sight.jitter());
        Instant next = sight.now().plus(wait);
        boolean loop = failures >= LOOP && reason == InstanceReason.ENGINE_EXITED;
        String said = grouped ? " Its group has to start anew." : wait.isZero() ? "" : said(failures, next);
        return counted.enter(
                        Phase.FAILED, loop ? InstanceReason.CRASH_LOOP : reason, whole(sentence) + said, sight.now())
                .until(next);
    }

    private static String whole(String sentence) {
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }

    private static String said(int failures, Instant next) {
        return " " + (failures == 1 ? "Next try" : failures + " failures in a row; next try") + " at "
                + next.truncatedTo(ChronoUnit.SECONDS) + ".";
    }

    /** One that was ready for long enough begins to count anew. */
    private static int failures(Supervision known, Sight sight) {
        boolean stable = known.phase() == Phase.READY
                && Duration.between(known.since(), sight.now())
                                .compareTo(sight.limits().stable())
                        >= 0;
        return stable ? 1 : known.tally().failures() + 1;
    }
}
