package dev.yardmaster.server.weights.internal;

import dev.yardmaster.contract.document.PrefetchSpec;
import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What can be said about a policy without knowing anything else; tells everything that is wrong at once. */
final class PrefetchCheck {
    private static final Pattern LABEL_KEY = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._/-]{0,61}[A-Za-z0-9])?");
    private static final Pattern LABEL_VALUE = Pattern.compile("([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?");
    private static final int MOST_LABELS = 32;

    private PrefetchCheck() {}

    static void check(PrefetchSpec spec) {
        List<FieldProblem> wrong = new ArrayList<>();
        if (spec.model().isPresent() && spec.adapter().isPresent()) {
            wrong.add(new FieldProblem(
                    "spec.adapter", "there is a model as well", "expected either spec.model or spec.adapter"));
        }
        if (spec.model().isEmpty() && spec.adapter().isEmpty()) {
            wrong.add(new FieldProblem("spec.model", "it is missing", "expected spec.model or spec.adapter"));
        }
        if (spec.nodeLabels().size() > MOST_LABELS) {
            wrong.add(new FieldProblem(
                    "spec.nodeLabels", "there are " + spec.nodeLabels().size(), "expected at most " + MOST_LABELS));
        }
        spec.nodeLabels().forEach((key, value) -> {
            if (!LABEL_KEY.matcher(key).matches() || !LABEL_VALUE.matcher(value).matches()) {
                wrong.add(new FieldProblem(
                        "spec.nodeLabels." + key,
                        "'" + key + "=" + value + "' is no label",
                        "expected letters, digits, '.', '_' and '-', at most 63 on either side"));
            }
        });
        if (!wrong.isEmpty()) {
            FieldProblem first = wrong.getFirst();
            throw new ProblemException(
                    ProblemType.INVALID_DOCUMENT,
                    first.field() + ": " + first.problem() + "; " + first.expected(),
                    wrong);
        }
    }
}
