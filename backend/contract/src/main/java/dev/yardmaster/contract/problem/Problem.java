package dev.yardmaster.contract.problem;

import java.util.List;

/**
 * A refusal as RFC 9457 defines it ({@code application/problem+json}), with the extension member {@code errors}.
 *
 * @param type stable URI of the kind, see {@link ProblemType#uri()}
 * @param status the HTTP status it travels with
 * @param detail a sentence about this very case
 */
public record Problem(String type, String title, int status, String detail, List<FieldProblem> errors) {

    public Problem {
        errors = errors == null ? List.of() : List.copyOf(errors);
    }

    public static Problem of(ProblemType type, String detail, FieldProblem... errors) {
        return new Problem(type.uri(), type.title(), type.status(), detail, List.of(errors));
    }
}
