package dev.yardmaster.agent.instance;

import dev.yardmaster.contract.deployment.Condition;
import dev.yardmaster.contract.deployment.InstanceReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * All that is remembered of an instance between two looks at it.
 *
 * @param deadline when this phase is over at the latest; a failed instance is tried again then, or never without one
 * @param attempt what was launched last, as {@link Wish.Run#launch} names it; empty before
 */
public record Supervision(
        Phase phase,
        InstanceReason reason,
        String sentence,
        Instant since,
        Optional<Instant> deadline,
        String attempt,
        Tally tally,
        Marks marks) {

    /**
     * Counts.
     *
     * @param failures starts in a row that came to nothing, for back-off
     * @param restarts engine processes that ended without being asked to
     * @param missedProbes bad probes in a row while ready
     * @param badReplies requests in a row that came to nothing
     */
    record Tally(int failures, int restarts, int missedProbes, int badReplies) {}

    /**
     * What was seen last.
     *
     * @param probe the newest probe that was counted
     * @param reply the newest outcome of a request that was counted
     * @param life the last sign of life of a starting engine
     * @param lines and {@code bytes}: how many there were then
     */
    record Marks(Instant probe, Instant reply, Instant life, long lines, long bytes) {
        static Marks at(Instant now) {
            return new Marks(now, now, now, 0, 0);
        }
    }

    /** An instance that was just assigned. */
    public static Supervision assigned(int restarts, Instant now) {
        return new Supervision(
                Phase.PREFETCHING,
                InstanceReason.FETCHING_WEIGHTS,
                "Waiting for the model's files.",
                now,
                Optional.empty(),
                "",
                new Tally(0, restarts, 0, 0),
                Marks.at(now));
    }

    /** An engine that was found running; the first probe tells what it is doing. */
    public static Supervision adopted(String engine, int restarts, Duration startDeadline, Instant now) {
        return new Supervision(
                Phase.STARTING,
                InstanceReason.ADOPTED,
                "Found running as " + engine + "; waiting for its first answer.",
                now,
                Optional.of(now.plus(startDeadline)),
                "",
                new Tally(0, restarts, 0, 0),
                Marks.at(now));
    }

    /** For the server and for people. */
    public Condition condition() {
        return new Condition(phase.state(), reason, sentence, since);
    }

    public int restarts() {
        return tally.restarts();
    }

    /** No probe has been counted since this phase began. */
    public boolean unasked() {
        return marks.probe().equals(since);
    }

    boolean due(Instant now) {
        return deadline.isPresent() && !now.isBefore(deadline.get());
    }

    /** Deadline and counts of bad answers start anew. */
    Supervision enter(Phase next, InstanceReason why, String said, Instant now) {
        Tally clean = new Tally(tally.failures(), tally.restarts(), 0, 0);
        return new Supervision(next, why, said, now, Optional.empty(), attempt, clean, marks);
    }

    /** The next stage of the same start: its deadline stays. */
    Supervision onward(Phase next, InstanceReason why, String said, Instant now) {
        return new Supervision(next, why, said, now, deadline, attempt, tally, marks);
    }

    Supervision until(Instant end) {
        return new Supervision(phase, reason, sentence, since, Optional.of(end), attempt, tally, marks);
    }

    Supervision saying(InstanceReason why, String said) {
        return new Supervision(phase, why, said, since, deadline, attempt, tally, marks);
    }

    Supervision counting(int failed, int restarted) {
        Tally counted = new Tally(failed, restarted, tally.missedProbes(), tally.badReplies());
        return new Supervision(phase, reason, sentence, since, deadline, attempt, counted, marks);
    }

    Supervision attempting(String launch, Instant now) {
        Marks fresh = new Marks(marks.probe(), marks.reply(), now, 0, 0);
        return new Supervision(phase, reason, sentence, since, deadline, launch, tally, fresh);
    }

    Supervision probed(int missed, Instant at) {
        Tally counted = new Tally(tally.failures(), tally.restarts(), missed, tally.badReplies());
        Marks seen = new Marks(at, marks.reply(), marks.life(), marks.lines(), marks.bytes());
        return new Supervision(phase, reason, sentence, since, deadline, attempt, counted, seen);
    }

    Supervision replied(int bad, Instant at) {
        Tally counted = new Tally(tally.failures(), tally.restarts(), tally.missedProbes(), bad);
        Marks seen = new Marks(marks.probe(), at, marks.life(), marks.lines(), marks.bytes());
        return new Supervision(phase, reason, sentence, since, deadline, attempt, counted, seen);
    }

    Supervision living(Instant at, long lines, long bytes) {
        Marks seen = new Marks(marks.probe(), marks.reply(), at, lines, bytes);
        return new Supervision(phase, reason, sentence, since, deadline, attempt, tally, seen);
    }
}
