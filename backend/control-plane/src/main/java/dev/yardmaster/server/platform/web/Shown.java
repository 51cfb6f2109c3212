package dev.yardmaster.server.platform.web;

import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.Problem;
import java.util.List;
import java.util.regex.Pattern;

/** Words of people in answers of ours: never so long, and never such, that the answer cannot be read. */
public final class Shown {
    /** What no terminal should act on, and what UTF-8 cannot carry: halves of characters. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069&&[^\\n\\t]]");

    private static final int FIELD = 300;
    private static final int SENTENCE = 4_000;
    private static final int DETAIL = 8_000;
    private static final int ERRORS = 200;

    private Shown() {}

    /** At most so many characters, whole ones; what cannot be seen is a question mark. */
    public static String text(String text, int most) {
        boolean fits = text.length() <= most || text.codePointCount(0, text.length()) <= most;
        String cut = fits ? text : text.substring(0, text.offsetByCodePoints(0, most)) + "...";
        return UNSEEN.matcher(cut).replaceAll("?");
    }

    static Problem problem(Problem problem) {
        List<FieldProblem> errors =
                problem.errors().stream().limit(ERRORS).map(Shown::error).toList();
        return new Problem(problem.type(), problem.title(), problem.status(), text(problem.detail(), DETAIL), errors);
    }

    private static FieldProblem error(FieldProblem error) {
        return new FieldProblem(
                text(error.field(), FIELD), text(error.problem(), SENTENCE), text(error.expected(), SENTENCE));
    }
}
