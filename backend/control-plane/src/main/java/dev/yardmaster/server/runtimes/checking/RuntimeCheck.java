package dev.yardmaster.server.runtimes.checking;

import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.runtime.RuntimeSpec;
import dev.yardmaster.contract.runtime.Serves;
import dev.yardmaster.server.runtimes.flags.FlagList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Values of a runtime's spec, after its shape was found to be right. */
public final class RuntimeCheck {
    private static final Pattern ENGINE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private RuntimeCheck() {}

    /**
     * Everything that is wrong.
     *
     * @param flags of its engine, where they are known
     */
    public static List<FieldProblem> check(RuntimeSpec spec, Optional<FlagList> flags) {
        Findings findings = new Findings();
        findings.matches(ENGINE, spec.engine(), "spec.engine", "lower-case letters, digits and '-'");
        version(spec, findings);
        serves(spec.serves(), findings);
        findings.unless(!spec.hardware().isEmpty(), "spec.hardware", "it is empty", "expected at least one kind");
        LaunchCheck.check(spec, findings);
        PlaceholderCheck.check(spec, findings);
        SettingCheck.check(spec, findings);
        TalkCheck.check(spec, findings);
        SignCheck.check(spec, findings);
        MemoryCheck.check(spec.memory(), findings);
        flags.ifPresent(list -> FlagUseCheck.check(spec, list, findings));
        return List.copyOf(findings.problems());
    }

    private static void version(RuntimeSpec spec, Findings findings) {
        findings.unless(!spec.version().isBlank(), "spec.version", "it is empty", "expected the engine's version");
        findings.unless(
                spec.versions().isEmpty() || spec.versions().contains(spec.version()),
                "spec.versions",
                "'" + spec.version() + "', which is started unless another is pinned, is not among them",
                "expected it, too");
    }

    private static void serves(Serves serves, Findings findings) {
        findings.unless(
                !serves.formats().isEmpty(), "spec.serves.formats", "it is empty", "expected at least one format");
        long least = serves.leastParameters().orElse(0L);
        long most = serves.mostParameters().orElse(Long.MAX_VALUE);
        findings.unless(
                least >= 0 && least <= most,
                "spec.serves.mostParameters",
                "it is below leastParameters",
                "expected at least " + least);
    }
}
