package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.contract.document.DeploymentSpec;
import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.platform.web.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What can be said about a spec without knowing anything else; tells everything that is wrong at once. */
final class SpecCheck {
    static final int MOST_REPLICAS = 64;

    private static final Pattern LABEL_KEY = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._/-]{0,61}[A-Za-z0-9])?");
    private static final Pattern LABEL_VALUE = Pattern.compile("([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?");
    private static final int MOST_LABELS = 32;
    private static final int SHOWN = 70;

    private SpecCheck() {}

    /** Everything that is wrong. */
    static List<FieldProblem> check(DeploymentSpec spec) {
        List<FieldProblem> wrong = new ArrayList<>();
        if (spec.model().isBlank()) {
            wrong.add(new FieldProblem("spec.model", "it is empty", "expected the name of a model"));
        }
        range("spec.replicas", spec.replicas(), 0, MOST_REPLICAS).ifPresent(wrong::add);
        DeploymentSpec.EngineSettings engine = spec.engine();
        range("spec.engine.contextLength", engine.contextLength(), 128, 1_048_576)
                .ifPresent(wrong::add);
        range("spec.engine.maxConcurrency", engine.maxConcurrency(), 1, 256).ifPresent(wrong::add);
        range("spec.engine.threads", engine.threads(), 1, 256).ifPresent(wrong::add);
        labels(spec.placement(), wrong);
        return wrong;
    }

    static void replicas(int replicas, String field) {
        range(field, Optional.of(replicas), 0, MOST_REPLICAS).ifPresent(p -> {
            throw refusal(List.of(p));
        });
    }

    private static void labels(DeploymentSpec.PlacementSettings placement, List<FieldProblem> wrong) {
        if (placement.nodeLabels().size() > MOST_LABELS) {
            wrong.add(new FieldProblem(
                    "spec.placement.nodeLabels",
                    "there are " + placement.nodeLabels().size(),
                    "expected at most " + MOST_LABELS));
        }
        placement.nodeLabels().forEach((key, value) -> {
            if (!LABEL_KEY.matcher(key).matches() || !LABEL_VALUE.matcher(value).matches()) {
                wrong.add(new FieldProblem(
                        "spec.placement.nodeLabels." + Shown.text(key, SHOWN),
                        "'" + Shown.text(key, SHOWN) + "=" + Shown.text(value, SHOWN) + "' is no label",
                        "expected letters, digits, '.', '_' and '-', at most 63 on either side"));
            }
        });
    }

    private static Optional<FieldProblem> range(String field, Optional<Integer> value, int least, int most) {
        return value.filter(v -> v < least || v > most)
                .map(v -> new FieldProblem(field, "it is " + v, "expected " + least + " to " + most));
    }

    static ProblemException refusal(List<FieldProblem> wrong) {
        FieldProblem first = wrong.getFirst();
        return new ProblemException(
                ProblemType.INVALID_DOCUMENT, first.field() + ": " + first.problem() + "; " + first.expected(), wrong);
    }
}
