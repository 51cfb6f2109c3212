package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.catalog.ImportResult;
import dev.yardmaster.contract.catalog.ImportResult.Outcome;
import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.ProblemException;
import java.util.List;
import java.util.stream.Collectors;

/** Results, one made from another. */
final class ImportResults {
    private ImportResults() {}

    static ImportResult imported(ImportResult r, List<ImportResult.Translated> documents, List<String> notes) {
        return new ImportResult(r.origin(), r.line(), r.kind(), r.name(), Outcome.IMPORTED, "", "", documents, notes);
    }

    static ImportResult skipped(ImportResult r, String reason) {
        return new ImportResult(
                r.origin(), r.line(), r.kind(), r.name(), Outcome.SKIPPED, reason, "", List.of(), List.of());
    }

    static ImportResult refused(ImportResult r, String reason, String advice) {
        return new ImportResult(
                r.origin(), r.line(), r.kind(), r.name(), Outcome.REFUSED, reason, advice, r.documents(), r.notes());
    }

    /** Field by field, as far as the problem names fields. */
    static ImportResult refused(ImportResult r, ProblemException problem) {
        String reason = problem.errors().isEmpty()
                ? String.valueOf(problem.getMessage())
                : problem.errors().stream()
                        .map(e -> e.field() + ": " + e.problem())
                        .collect(Collectors.joining("; "));
        String advice =
                problem.errors().stream().map(FieldProblem::expected).distinct().collect(Collectors.joining("; "));
        return refused(r, reason, advice.isEmpty() ? "correct it and import it again" : advice);
    }
}
