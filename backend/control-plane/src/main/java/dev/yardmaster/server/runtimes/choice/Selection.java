package dev.yardmaster.server.runtimes.choice;

import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.runtime.RuntimeChoice;
import dev.yardmaster.contract.runtime.RuntimeVerdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Match, score, choose. Same input, same answer, in whatever order runtimes and machines come; a runtime that does not
 * fit changes nothing for the others. One that is asked for by name is taken unless it cannot work at all.
 */
public final class Selection {
    private Selection() {}

    public static SelectionOutcome choose(SelectionQuestion question) {
        List<Judged> judged = question.runtimes().stream()
                .map(r -> Judged.of(question, r))
                .sorted(Judged.BEST_FIRST)
                .toList();
        return question.runtime().map(name -> asked(name, judged)).orElseGet(() -> best(judged));
    }

    private static SelectionOutcome asked(String name, List<Judged> judged) {
        Optional<Judged> found =
                judged.stream().filter(j -> j.runtime().name().equals(name)).findFirst();
        if (found.isEmpty()) {
            return new SelectionOutcome.Unknown(
                    "there is no runtime named '" + name + "'",
                    "use " + judged.stream().map(Judged::name).sorted().collect(Collectors.joining(" or "))
                            + ", or leave it out",
                    verdicts(judged));
        }
        Judged runtime = found.get();
        List<FieldProblem> impossible = runtime.impossible().stream()
                .map(o -> new FieldProblem(o.field(), name + " " + o.sentence(), o.remedy()))
                .toList();
        if (!impossible.isEmpty()) {
            return new SelectionOutcome.Refused(impossible, verdicts(judged));
        }
        String though = runtime.fits()
                ? ""
                : ", though it "
                        + runtime.objections().stream().map(Objection::sentence).collect(Collectors.joining("; it "));
        return chosen(runtime, name + " because the deployment names it" + though, judged);
    }

    private static SelectionOutcome best(List<Judged> judged) {
        List<Judged> fit = judged.stream().filter(Judged::fits).toList();
        if (fit.isEmpty()) {
            return new SelectionOutcome.Refused(
                    List.of(new FieldProblem(
                            Refusals.field(judged), Refusals.problem(judged), Refusals.expected(judged))),
                    verdicts(judged));
        }
        Judged best = fit.getFirst();
        String next = fit.size() == 1
                ? "the only one that fits"
                : best.score() == fit.get(1).score()
                        ? "level with " + fit.get(1).name() + ", and first by name"
                        : "ahead of " + fit.get(1).name() + " with "
                                + fit.get(1).score();
        return chosen(best, best.name() + " with " + best.score() + " points, " + next + ": " + best.reasons(), judged);
    }

    private static SelectionOutcome.Chosen chosen(Judged runtime, String why, List<Judged> judged) {
        return new SelectionOutcome.Chosen(
                runtime.runtime(), new RuntimeChoice(runtime.name(), runtime.version(), why, verdicts(judged)));
    }

    private static List<RuntimeVerdict> verdicts(List<Judged> judged) {
        return judged.stream().map(Judged::verdict).toList();
    }
}
