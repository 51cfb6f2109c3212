package dev.yardmaster.server.runtimes.checking;

import dev.yardmaster.contract.problem.FieldProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Everything that is wrong with a runtime. */
final class Findings {
    private static final Duration LONGEST = Duration.ofDays(1);

    private final List<FieldProblem> problems = new ArrayList<>();

    List<FieldProblem> problems() {
        return problems;
    }

    void add(String field, String problem, String expected) {
        problems.add(new FieldProblem(field, problem, expected));
    }

    void unless(boolean fine, String field, String problem, String expected) {
        if (!fine) {
            add(field, problem, expected);
        }
    }

    void matches(Pattern pattern, String text, String field, String expected) {
        unless(pattern.matcher(text).matches(), field, "'" + text + "' is not possible", "expected " + expected);
    }

    void range(double value, double least, double most, String field) {
        unless(
                value >= least && value <= most,
                field,
                "it is " + plain(value),
                "expected " + plain(least) + " to " + plain(most));
    }

    void time(Duration value, Duration least, String field) {
        unless(
                value.compareTo(least) >= 0 && value.compareTo(LONGEST) <= 0,
                field,
                "it is " + value,
                "expected " + least + " to " + LONGEST);
    }

    void positive(Duration value, String field) {
        time(value, Duration.ofMillis(1), field);
    }

    void distinct(Collection<String> names, String field) {
        Set<String> seen = new HashSet<>();
        names.stream()
                .filter(n -> !seen.add(n))
                .forEach(n -> add(field, "'" + n + "' is there twice", "expected each once"));
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }
}
