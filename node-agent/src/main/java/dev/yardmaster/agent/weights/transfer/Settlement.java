package dev.yardmaster.agent.weights.transfer;

import dev.yardmaster.agent.weights.transfer.SourceProblem.What;
import dev.yardmaster.agent.weights.transfer.WeightsProblem.Kind;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a file after a source's failure. Decides only; the engine acts. */
sealed interface Settlement {
    /** Again, by whatever source comes next. */
    record Again() implements Settlement {}

    /** Again once the locations were asked for anew. */
    record Relocate() implements Settlement {}

    /** Again without this source. */
    record Without() implements Settlement {}

    /** Again from zero. */
    record StartOver() implements Settlement {}

    record Fail(WeightsProblem problem) implements Settlement {}

    /**
     * What is known when a source failed.
     *
     * @param failures of this file in a row without a byte in between, this one included
     * @param denials since the job was located, answered by asking again
     * @param otherSources whether there are others for this file
     */
    record Facts(Content content, int failures, int denials, int startedOver, boolean otherSources) {}

    static Settlement of(SourceProblem problem, Facts facts) {
        return switch (problem.what()) {
            case BUSY, UNREACHABLE, MALFORMED ->
                facts.failures() >= FileTask.MOST_FAILURES ? fail(Kind.UNREACHABLE, problem) : new Again();
            case NO_RANGES ->
                facts.failures() >= FileTask.MOST_FAILURES ? fail(Kind.UNREACHABLE, problem) : new Again();
            case DENIED, REFUSED -> facts.denials() == 0 ? new Relocate() : withoutOr(Kind.REFUSED, problem, facts);
            case CHANGED -> changed(problem, facts);
            case UNFIT -> new Without();
        };
    }

    /** A pinned file that changed is gone; one that is not pinned is fetched anew, once. */
    private static Settlement changed(SourceProblem problem, Facts facts) {
        boolean pinned = facts.content().hasDigest() || !facts.content().pin().isEmpty();
        return pinned || facts.startedOver() > 0 ? withoutOr(Kind.REFUSED, problem, facts) : new StartOver();
    }

    private static Settlement withoutOr(Kind kind, SourceProblem problem, Facts facts) {
        return facts.otherSources() ? new Without() : fail(kind, problem);
    }

    private static Settlement fail(Kind kind, SourceProblem problem) {
        return new Fail(new WeightsProblem(kind, problem.sentence()));
    }

    /** Whether the host should get fewer connections and a pause. */
    static boolean isPushBack(What what) {
        return switch (what) {
            case BUSY, UNREACHABLE, MALFORMED -> true;
            case DENIED, REFUSED, CHANGED, NO_RANGES, UNFIT -> false;
        };
    }

    /** What this disk's failure means. */
    static WeightsProblem disk(IOException e) {
        String message = Optional.ofNullable(e.getMessage()).orElse(e.toString());
        String lower = message.toLowerCase(Locale.ROOT);
        boolean full = lower.contains("no space left")
                || lower.contains("quota exceeded")
                || lower.contains("not enough space");
        return full
                ? new WeightsProblem(Kind.DISK_FULL, "No room is left on the weights' disk: " + message)
                : new WeightsProblem(Kind.DISK_FAILED, "The weights directory cannot be written: " + message);
    }
}
