package dev.yardmaster.server.catalog.source;

import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import java.util.List;

/** Problems that several sources have. */
public final class Refusals {
    private static final String SOURCE = "spec.source";

    private Refusals() {}

    /** There is no such thing at the source. */
    public static ProblemException missing(String problem, String expected) {
        return ProblemException.unknownReference(SOURCE, problem, expected);
    }

    /** It may be there another time. */
    public static ProblemException unavailable(String problem, String expected) {
        return new ProblemException(
                ProblemType.SOURCE_UNAVAILABLE,
                SOURCE + ": " + problem + "; " + expected,
                List.of(new FieldProblem(SOURCE, problem, expected)));
    }

    /** The source does not let these credentials, or nobody, in. */
    public static ProblemException denied(Origin origin, String problem) {
        return origin.access()
                .secret()
                .map(s -> ProblemException.unknownReference(
                        "spec.access.secret", problem, "expected '" + s + "' to hold credentials that may read it"))
                .orElseGet(() -> missing(
                        problem, "name a secret in spec.access.secret that may read it, see ./yard secret set"));
    }
}
