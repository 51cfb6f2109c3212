package dev.yardmaster.server.documents.internal;

import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;

/** All that is wrong with a text, gathered before anything is refused. */
final class Findings {
    private final List<FieldProblem> errors = new ArrayList<>();
    private final List<ProblemException> refusals = new ArrayList<>();

    void add(String field, String problem, String expected) {
        errors.add(new FieldProblem(field, problem, expected));
    }

    /** @param prefix of the document that was refused, for instance {@code [1].} */
    void add(String prefix, ProblemException refusal) {
        refusals.add(refusal);
        refusal.errors().forEach(e -> errors.add(new FieldProblem(prefix + e.field(), e.problem(), e.expected())));
        if (refusal.errors().isEmpty() && !prefix.isEmpty()) {
            errors.add(new FieldProblem(
                    prefix.substring(0, prefix.length() - 1), String.valueOf(refusal.getMessage()), "see detail"));
        }
    }

    void addAll(Findings other) {
        errors.addAll(other.errors);
        refusals.addAll(other.refusals);
    }

    boolean none() {
        return errors.isEmpty() && refusals.isEmpty();
    }

    void refuseIfAny() {
        if (none()) {
            return;
        }
        if (refusals.size() == 1
                && errors.size() == refusals.getFirst().errors().size()) {
            ProblemException only = refusals.getFirst();
            throw new ProblemException(only.type(), detail(String.valueOf(only.getMessage())), errors);
        }
        throw new ProblemException(type(), detail("The documents are refused."), errors);
    }

    private ProblemType type() {
        boolean alike = refusals.stream().map(ProblemException::type).distinct().count() == 1;
        return alike ? refusals.getFirst().type() : ProblemType.INVALID_DOCUMENT;
    }

    private String detail(String otherwise) {
        if (errors.isEmpty()) {
            return otherwise;
        }
        FieldProblem first = errors.getFirst();
        String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
        return first.field() + ": " + first.problem() + "; " + first.expected() + more;
    }
}
