package dev.yardmaster.contract.document;

import java.util.List;

/**
 * What applying did, or would do.
 *
 * @param dryRun nothing was changed
 * @param results one per document, in their order
 */
public record ApplyReport(boolean dryRun, List<Result> results) {

    public ApplyReport {
        results = List.copyOf(results);
    }

    /** @param detail a sentence, for instance what a changed deployment will do */
    public record Result(String kind, String name, Outcome outcome, String detail) {}

    /** What became of one document. */
    public enum Outcome {
        CREATED,
        CHANGED,
        UNCHANGED
    }
}
