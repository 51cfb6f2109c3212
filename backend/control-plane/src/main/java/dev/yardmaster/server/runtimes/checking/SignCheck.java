package dev.yardmaster.server.runtimes.checking;

import dev.yardmaster.contract.engine.Startup;
import dev.yardmaster.contract.runtime.RuntimeSpec;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Times of a start, and the lines of a log that tell about it. */
final class SignCheck {
    private static final Pattern NAMED = Pattern.compile("\\{([A-Za-z][A-Za-z0-9]*)}");
    private static final int MOST_CHARACTERS = 1000;

    private final Findings findings;

    private SignCheck(Findings findings) {
        this.findings = findings;
    }

    static void check(RuntimeSpec spec, Findings findings) {
        Startup startup = spec.startup();
        findings.positive(startup.startWithin(), "spec.startup.startWithin");
        findings.time(startup.loadWithin(), Duration.ZERO, "spec.startup.loadWithin");
        findings.time(startup.warmWithin(), Duration.ZERO, "spec.startup.warmWithin");
        findings.range(startup.loadBytesPerSecond(), 0, 1L << 40, "spec.startup.loadBytesPerSecond");
        SignCheck check = new SignCheck(findings);
        for (int i = 0; i < startup.signs().size(); i++) {
            Startup.StageSign sign = startup.signs().get(i);
            check.line("spec.startup.signs[" + i + "]", sign.pattern(), ".sentence", sign.sentence());
        }
        for (int i = 0; i < startup.failures().size(); i++) {
            Startup.FailureSign sign = startup.failures().get(i);
            check.line("spec.startup.failures[" + i + "]", sign.pattern(), ".hint", sign.hint());
        }
    }

    private void line(String path, String pattern, String member, String sentence) {
        compiled(path + ".pattern", pattern)
                .ifPresent(p -> NAMED.matcher(sentence)
                        .results()
                        .map(m -> m.group(1))
                        .filter(name -> !p.namedGroups().containsKey(name))
                        .forEach(name -> findings.add(
                                path + member,
                                "the pattern has no group '" + name + "'",
                                "expected one of "
                                        + p.namedGroups().keySet().stream()
                                                .sorted()
                                                .toList())));
    }

    private Optional<Pattern> compiled(String path, String pattern) {
        if (pattern.length() > MOST_CHARACTERS) {
            findings.add(path, "it has " + pattern.length() + " characters", "expected at most " + MOST_CHARACTERS);
            return Optional.empty();
        }
        try {
            return Optional.of(Pattern.compile(pattern));
        } catch (PatternSyntaxException e) {
            findings.add(path, "it is no regular expression: " + e.getDescription(), "expected one that compiles");
            return Optional.empty();
        }
    }
}
