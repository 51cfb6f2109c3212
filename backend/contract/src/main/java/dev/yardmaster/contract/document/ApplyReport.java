package dev.yardmaster.contract.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.yardmaster.contract.deployment.Forecast;
import java.util.List;
import java.util.Optional;

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

    /**
     * @param detail a sentence, for instance what a changed deployment will do
     * @param forecast of a deployment's new revision
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Result(String kind, String name, Outcome outcome, String detail, Optional<Forecast> forecast) {
        public Result {
            forecast = forecast == null ? Optional.empty() : forecast;
        }

        public Result(String kind, String name, Outcome outcome, String detail) {
            this(kind, name, outcome, detail, Optional.empty());
        }
    }

    /** What became of one document. */
    public enum Outcome {
        CREATED,
        CHANGED,
        UNCHANGED
    }
}
