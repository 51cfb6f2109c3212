package dev.yardmaster.server.platform.web;

import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.Problem;
import dev.yardmaster.contract.problem.ProblemType;
import java.util.Collection;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Why a JSON body could not be read, in terms of its fields. */
final class JsonProblems {
    private JsonProblems() {}

    static Problem of(JacksonException e) {
        return switch (e) {
            case UnrecognizedPropertyException u -> unknown(u);
            case ValueInstantiationException v -> invalid(v, "it is not valid", cause(v));
            case MismatchedInputException m -> invalid(m, "it has the wrong type", expected(m));
            case DatabindException d -> invalid(d, "it is not valid", cause(d));
            case StreamReadException s -> malformed(s);
            default -> malformed(e);
        };
    }

    private static Problem unknown(UnrecognizedPropertyException e) {
        Collection<Object> known = e.getKnownPropertyIds() == null ? List.of() : e.getKnownPropertyIds();
        return problem(new FieldProblem(
                path(e),
                "there is no such field",
                Suggestions.expected(
                        e.getPropertyName(), known.stream().map(String::valueOf).toList())));
    }

    private static Problem invalid(JacksonException e, String problem, String expected) {
        return problem(new FieldProblem(path(e), problem, expected));
    }

    private static Problem problem(FieldProblem error) {
        return Problem.of(
                ProblemType.INVALID_DOCUMENT, error.field() + ": " + error.problem() + "; " + error.expected(), error);
    }

    /** Without the excerpt of the body, which might hold a secret. */
    private static Problem malformed(JacksonException e) {
        String where = e.getLocation() == null || e.getLocation().getLineNr() < 1
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
        return Problem.of(ProblemType.MALFORMED_BODY, "The body is not JSON: it goes wrong" + where + ".");
    }

    private static String expected(MismatchedInputException e) {
        Class<?> target = e.getTargetType();
        return target == null ? "expected another type" : "expected " + TypeWords.of(target);
    }

    private static String cause(JacksonException e) {
        return e.getCause() instanceof IllegalArgumentException cause && cause.getMessage() != null
                ? cause.getMessage()
                : "expected another value";
    }

    private static String path(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            } else {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }
}
