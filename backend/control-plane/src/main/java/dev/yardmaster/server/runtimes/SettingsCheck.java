package dev.yardmaster.server.runtimes;

import dev.yardmaster.contract.document.DeploymentSpec.EngineSettings;
import dev.yardmaster.contract.engine.EngineTerm;
import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.contract.runtime.TermMapping;
import dev.yardmaster.server.platform.web.Shown;
import dev.yardmaster.server.platform.web.Suggestions;
import dev.yardmaster.server.runtimes.flags.ArgumentCheck;
import dev.yardmaster.server.runtimes.flags.EnvironmentCheck;
import dev.yardmaster.server.runtimes.flags.FlagList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether everything that a deployment says of its engine would act with a runtime; fields are below {@code spec.engine}. */
public final class SettingsCheck {
    private static final String FIELD = "spec.engine.";
    private static final int SHOWN = 70;
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private SettingsCheck() {}

    /** @param flags of the runtime's engine; without them no arguments can be allowed */
    public static List<FieldProblem> check(Runtime runtime, Optional<FlagList> flags, EngineSettings settings) {
        return Stream.of(
                        terms(runtime, settings),
                        version(runtime, settings),
                        arguments(runtime, flags, settings),
                        EnvironmentCheck.check(
                                FIELD + "environment", settings.environment(), ManagedNames.variables(runtime)))
                .flatMap(List::stream)
                .toList();
    }

    /** The terms alone. */
    public static List<FieldProblem> terms(Runtime runtime, EngineSettings settings) {
        List<FieldProblem> single = settings.terms().entrySet().stream()
                .flatMap(e -> term(runtime, e.getKey(), e.getValue()).stream())
                .toList();
        return single.isEmpty()
                ? WholePrompts.refusal(
                                runtime.resolved(), FIELD + EngineTerm.MAX_BATCHED_TOKENS.field(), settings.terms())
                        .stream()
                        .toList()
                : single;
    }

    static void refuse(List<FieldProblem> problems) {
        if (!problems.isEmpty()) {
            FieldProblem first = problems.getFirst();
            throw new ProblemException(
                    ProblemType.INVALID_DOCUMENT,
                    first.field() + ": " + first.problem() + "; " + first.expected(),
                    problems);
        }
    }

    private static Optional<FieldProblem> term(Runtime runtime, EngineTerm term, String value) {
        TermMapping mapping = runtime.resolved().settings().get(term);
        if (mapping == null) {
            return problem(
                    term, runtime.name() + " has no setting for it", "leave it out, or use one of " + fields(runtime));
        }
        return shape(term, value).or(() -> bounds(runtime, term, mapping, value));
    }

    private static String fields(Runtime runtime) {
        return String.join(
                ", ",
                new TreeSet<>(runtime.resolved().settings().keySet().stream()
                        .map(EngineTerm::field)
                        .toList()));
    }

    private static Optional<FieldProblem> shape(EngineTerm term, String value) {
        return switch (term.shape()) {
            case COUNT -> unless(Long.parseLong(value) >= 1, term, "it is " + value, "expected a whole number from 1");
            case SHARE -> {
                double share = Double.parseDouble(value);
                yield unless(share > 0 && share <= 1, term, "it is " + value, "expected a number above 0, at most 1");
            }
            case FLAG -> Optional.empty();
            case WORD ->
                unless(
                        WORD.matcher(value).matches(),
                        term,
                        "'" + Shown.text(value, SHOWN) + "' is no word",
                        "expected letters, digits, '_', '-' and '.', at most 64");
        };
    }

    private static Optional<FieldProblem> bounds(Runtime runtime, EngineTerm term, TermMapping mapping, String value) {
        boolean known = mapping.values().isEmpty() || mapping.values().containsKey(value);
        if (!known) {
            return problem(
                    term,
                    runtime.name() + " does not know '" + Shown.text(value, SHOWN) + "'",
                    Suggestions.expected(value, mapping.values().keySet()));
        }
        return mapping.most()
                .filter(_ -> term.shape() == EngineTerm.Shape.COUNT)
                .filter(most -> Long.parseLong(value) > most)
                .flatMap(most ->
                        problem(term, "it is more than " + runtime.name() + " takes", "expected at most " + most));
    }

    private static List<FieldProblem> version(Runtime runtime, EngineSettings settings) {
        return settings.version().stream()
                .flatMap(wanted -> version(runtime, wanted).stream())
                .toList();
    }

    private static Optional<FieldProblem> version(Runtime runtime, String wanted) {
        List<String> known = runtime.resolved().versions();
        if (!wanted.equals(runtime.resolved().version()) && !known.contains(wanted)) {
            return Optional.of(new FieldProblem(
                    FIELD + "version",
                    runtime.name() + " is not known to work with '" + Shown.text(wanted, SHOWN) + "'",
                    "expected one of " + String.join(", ", known)));
        }
        return Versions.of(runtime.resolved(), runtime.resolved().executables(), wanted)
                        .isEmpty()
                ? Optional.of(new FieldProblem(
                        FIELD + "version",
                        "no executable of " + runtime.name() + " can be had as " + wanted,
                        "expected " + runtime.resolved().version() + ", or leave it out"))
                : Optional.empty();
    }

    private static List<FieldProblem> arguments(Runtime runtime, Optional<FlagList> flags, EngineSettings settings) {
        if (settings.arguments().isEmpty()) {
            return List.of();
        }
        String version = settings.version().orElse(runtime.resolved().version());
        return flags.map(
                        list -> new ArgumentCheck(list, version, ManagedNames.flags(runtime, list), FIELD + "arguments")
                                .check(settings.arguments()))
                .orElseGet(() -> List.of(new FieldProblem(
                        FIELD + "arguments",
                        "the flags of " + runtime.resolved().engine() + " are not known, so none can be checked",
                        "leave it out")));
    }

    private static Optional<FieldProblem> unless(boolean fine, EngineTerm term, String problem, String expected) {
        return fine ? Optional.empty() : problem(term, problem, expected);
    }

    private static Optional<FieldProblem> problem(EngineTerm term, String problem, String expected) {
        return Optional.of(new FieldProblem(FIELD + term.field(), problem, expected));
    }
}
