package dev.yardmaster.server.runtimes.flags;

import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.server.platform.web.Suggestions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Arguments that people give an engine, against its own flags.
 *
 * @param version of the engine that is to be started
 * @param managed by flag, what to do instead of giving it
 * @param field that the arguments stand in
 */
public record ArgumentCheck(FlagList list, String version, Map<String, String> managed, String field) {
    private static final int MOST = 256;
    private static final int TOLD = 20;

    /** Members of a flag that takes JSON are part of its name. */
    private static final Pattern NAME = Pattern.compile("--?[A-Za-z0-9._+-]{1,200}");

    /** Everything that is wrong. */
    public List<FieldProblem> check(List<String> arguments) {
        if (arguments.size() > MOST) {
            return List.of(new FieldProblem(field, "there are " + arguments.size(), "expected at most " + MOST));
        }
        List<FieldProblem> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Given given : Given.all(arguments)) {
            problem(given, seen).ifPresent(problems::add);
            if (problems.size() == TOLD) {
                wrong(given.at(), "no more is said after " + TOLD + " that are wrong", "set these right first")
                        .ifPresent(problems::add);
                break;
            }
        }
        return problems;
    }

    private Optional<FieldProblem> problem(Given given, Set<String> seen) {
        if (given.name().isEmpty()) {
            return wrong(
                    given.at(), "'" + Texts.shortened(given.word()) + "' belongs to no flag", "expected a flag first");
        }
        return list.find(given.name())
                .filter(_ -> NAME.matcher(given.name()).matches())
                .map(flag -> problem(given, flag, seen))
                .orElseGet(() -> unknown(given));
    }

    private Optional<FieldProblem> unknown(Given given) {
        String shown = Texts.shortened(given.name());
        return wrong(
                given.at(),
                list.engine() + " has no flag " + shown,
                Suggestions.nearest(list.plain(given.name()), list.names())
                        .map(near -> "did you mean '" + near + "'?")
                        .orElse("expected one of the " + list.flags().size() + " at " + list.source()));
    }

    private Optional<FieldProblem> problem(Given given, Flag flag, Set<String> seen) {
        String plain = list.plain(given.name());
        String instead = managed.getOrDefault(plain, managed.get(list.plain(flag.flag())));
        if (instead != null) {
            return wrong(given.at(), given.name() + " is not set here", instead);
        }
        if (!flag.repeats() && !seen.add(plain.contains(".") ? plain : flag.flag())) {
            return wrong(given.at(), given.name() + " is there twice", "expected it once");
        }
        return age(given, flag).or(() -> count(given, flag)).or(() -> values(given, flag));
    }

    private Optional<FieldProblem> age(Given given, Flag flag) {
        if (flag.since().filter(s -> Versioned.isBefore(version, s)).isPresent()) {
            return wrong(
                    given.at(),
                    given.name() + " is there since " + flag.since().orElseThrow() + ", this is " + version,
                    "leave it out, or pin a later version");
        }
        if (flag.until().filter(u -> !Versioned.isBefore(version, u)).isPresent()) {
            return wrong(
                    given.at(),
                    given.name() + " is gone since " + flag.until().orElseThrow() + ", this is " + version,
                    "leave it out, or pin an earlier version");
        }
        return Optional.empty();
    }

    private Optional<FieldProblem> count(Given given, Flag flag) {
        int values = given.values().size();
        return switch (flag.takes()) {
            case NONE -> unless(values == 0, given, given.name() + " takes no value", "leave the value out");
            case ONE -> unless(values == 1, given, given.name() + " has " + values + " values", "expected one");
            case MANY -> unless(values >= 1, given, given.name() + " has no value", "expected one or more");
            case OPTIONAL ->
                unless(values <= 1, given, given.name() + " has " + values + " values", "expected one or none");
        };
    }

    private Optional<FieldProblem> values(Given given, Flag flag) {
        for (int i = 0; i < given.values().size(); i++) {
            String value = given.values().get(i);
            String place = field + "[" + (given.attached() ? given.at() : given.at() + 1 + i) + "]";
            boolean json = flag.json() && !list.plain(given.name()).contains(".");
            Optional<FieldProblem> wrong = (json ? ValueCheck.json(place, value) : ValueCheck.plain(place, value))
                    .or(() -> oneOf(place, flag, value));
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private static Optional<FieldProblem> oneOf(String place, Flag flag, String value) {
        return flag.values().isEmpty() || flag.values().contains(value)
                ? Optional.empty()
                : Optional.of(new FieldProblem(
                        place,
                        flag.flag() + " does not take '" + Texts.shortened(value) + "'",
                        Suggestions.expected(value, flag.values())));
    }

    private Optional<FieldProblem> unless(boolean fine, Given given, String problem, String expected) {
        return fine ? Optional.empty() : wrong(given.at(), problem, expected);
    }

    private Optional<FieldProblem> wrong(int at, String problem, String expected) {
        return Optional.of(new FieldProblem(field + "[" + at + "]", problem, expected));
    }
}
