package dev.yardmaster.server.access.internal;

import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.access.NewApiKey;
import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What may be asked of a new key. */
final class NewKeyRules {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._:@/-]{0,62}");
    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final Duration JOIN = Duration.ofHours(1);

    private NewKeyRules() {}

    static void check(NewApiKey wanted) {
        List<FieldProblem> errors = new ArrayList<>();
        if (wanted.name() == null || !NAME.matcher(wanted.name()).matches()) {
            errors.add(new FieldProblem(
                    "name",
                    wanted.name() == null ? "it is missing" : "'" + wanted.name() + "' is not possible",
                    "expected 1 to 63 letters, digits, blanks or ._:@/-, starting with a letter or digit"));
        }
        checkScopes(wanted.scopes(), errors);
        wanted.expiresIn()
                .filter(d -> d.isNegative() || d.isZero() || d.compareTo(LONGEST) > 0)
                .ifPresent(d -> errors.add(new FieldProblem(
                        "expiresIn", d + " is out of range", "expected more than PT0S, at most " + LONGEST)));
        if (!errors.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_DOCUMENT, "The key is not valid.", errors);
        }
    }

    private static void checkScopes(Set<KeyScope> scopes, List<FieldProblem> errors) {
        if (scopes.isEmpty()) {
            errors.add(new FieldProblem(
                    "scopes",
                    "there is none",
                    "expected some of "
                            + Arrays.stream(KeyScope.values())
                                    .map(KeyScope::word)
                                    .collect(Collectors.joining(", "))));
        }
        if (scopes.contains(KeyScope.NODE_JOIN) && scopes.size() > 1) {
            errors.add(new FieldProblem(
                    "scopes",
                    "node-join stands beside others",
                    "expected node-join alone, as it is used up by joining"));
        }
    }

    /** A join token that waits for ever would be a risk for nothing. */
    static Optional<Duration> lifetime(NewApiKey wanted) {
        return wanted.scopes().contains(KeyScope.NODE_JOIN)
                ? Optional.of(wanted.expiresIn().orElse(JOIN))
                : wanted.expiresIn();
    }
}
