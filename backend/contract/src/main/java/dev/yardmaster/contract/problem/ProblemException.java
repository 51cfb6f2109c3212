package dev.yardmaster.contract.problem;

import java.util.List;

/** Thrown where something asked for is refused; nothing was changed when it is thrown. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ProblemType type;
    private final transient List<FieldProblem> errors;

    public ProblemException(ProblemType type, String detail, List<FieldProblem> errors) {
        super(detail, null, false, false);
        this.type = type;
        this.errors = List.copyOf(errors);
    }

    public static ProblemException of(ProblemType type, String detail) {
        return new ProblemException(type, detail, List.of());
    }

    public static ProblemException invalid(String field, String problem, String expected) {
        return of(ProblemType.INVALID_DOCUMENT, field, problem, expected);
    }

    public static ProblemException unknownReference(String field, String problem, String expected) {
        return of(ProblemType.UNKNOWN_REFERENCE, field, problem, expected);
    }

    public static ProblemException notFound(String kind, String name) {
        return of(ProblemType.NOT_FOUND, "There is no " + kind + " named '" + name + "'.");
    }

    private static ProblemException of(ProblemType type, String field, String problem, String expected) {
        return new ProblemException(
                type, field + ": " + problem + "; " + expected, List.of(new FieldProblem(field, problem, expected)));
    }

    public ProblemType type() {
        return type;
    }

    public List<FieldProblem> errors() {
        return errors;
    }

    public Problem problem() {
        return new Problem(type.uri(), type.title(), type.status(), String.valueOf(getMessage()), errors);
    }
}
