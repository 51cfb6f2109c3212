package dev.yardmaster.server.access.internal;

import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a secret may look like. No problem repeats a value. */
final class SecretRules {
    static final int MOST = 1000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");
    private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,62}");
    private static final int MOST_KEYS = 20;
    private static final int LONGEST = 64 << 10;

    private SecretRules() {}

    static void check(String name, Map<String, String> values) {
        List<FieldProblem> errors = new ArrayList<>();
        if (!NAME.matcher(name).matches()) {
            errors.add(new FieldProblem(
                    "name",
                    "'" + name + "' is not possible",
                    "expected 1 to 63 lower-case letters, digits, '.' or '-', with a letter or digit at both ends"));
        }
        if (values.isEmpty() || values.size() > MOST_KEYS) {
            errors.add(new FieldProblem(
                    "",
                    "it has " + values.size() + " values",
                    "expected 1 to " + MOST_KEYS + " keys with their values"));
        }
        values.forEach((key, value) -> checkValue(key, value, errors));
        if (!errors.isEmpty()) {
            FieldProblem first = errors.getFirst();
            throw new ProblemException(
                    ProblemType.INVALID_DOCUMENT,
                    "The secret is not valid: " + first.problem() + "; " + first.expected(),
                    errors);
        }
    }

    private static void checkValue(String key, String value, List<FieldProblem> errors) {
        if (!KEY.matcher(key).matches()) {
            errors.add(new FieldProblem(
                    "keys",
                    "a key is not possible",
                    "expected 1 to 63 letters, digits or ._-, starting with a letter, for instance token"));
        } else if (value == null || value.isBlank() || value.length() > LONGEST) {
            errors.add(new FieldProblem(
                    key,
                    value == null || value.isBlank() ? "it is empty" : "it has " + value.length() + " characters",
                    "expected 1 to " + LONGEST + " characters"));
        }
    }
}
