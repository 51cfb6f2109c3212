package dev.yardmaster.server.runtimes.checking;

import dev.yardmaster.contract.engine.EngineTerm;
import dev.yardmaster.contract.engine.EngineTerm.Shape;
import dev.yardmaster.contract.engine.LaunchFile;
import dev.yardmaster.contract.runtime.RuntimeSpec;
import dev.yardmaster.contract.runtime.TermMapping;
import dev.yardmaster.server.runtimes.GigabytesAs;
import dev.yardmaster.server.runtimes.reading.Placeholders;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Settings that would do nothing, or could never be said. */
final class SettingCheck {
    /** These act by the devices that an engine gets, too. */
    private static final Set<EngineTerm> DEVICES = Set.of(EngineTerm.TENSOR_PARALLEL, EngineTerm.PIPELINE_PARALLEL);

    private SettingCheck() {}

    static void check(RuntimeSpec spec, Findings findings) {
        Set<String> elsewhere = usedElsewhere(spec);
        spec.settings().forEach((term, mapping) -> {
            String at = "spec.settings." + term.word();
            boolean used = elsewhere.contains("setting." + term.word());
            findings.unless(
                    used || acts(term, mapping),
                    at,
                    "it would do nothing",
                    term.shape() == Shape.FLAG
                            ? "expected arguments, whenFalse or environment"
                            : "expected {{value}} in arguments or environment");
            bounds(term, mapping, at, findings);
        });
    }

    private static boolean acts(EngineTerm term, TermMapping mapping) {
        Stream<String> texts = Stream.concat(mapping.arguments().stream(), mapping.environment().values().stream());
        if (DEVICES.contains(term) && !mapping.arguments().isEmpty()) {
            return true;
        }
        return switch (term.shape()) {
            case FLAG ->
                !mapping.arguments().isEmpty()
                        || !mapping.whenFalse().isEmpty()
                        || !mapping.environment().isEmpty();
            case COUNT, SHARE, WORD ->
                texts.anyMatch(
                        t -> t.contains("{{value}}") || t.contains("{{value.") || t.contains("{{context.total}}"));
        };
    }

    private static void bounds(EngineTerm term, TermMapping mapping, String at, Findings findings) {
        mapping.most().ifPresent(most -> {
            findings.unless(term.shape() == Shape.COUNT, at + ".most", "the term is no count", "leave it out");
            findings.unless(most >= 1, at + ".most", "it is " + most, "expected a whole number from 1");
        });
        findings.unless(
                term.shape() == Shape.FLAG || mapping.whenFalse().isEmpty(),
                at + ".whenFalse",
                "the term is neither true nor false",
                "leave it out");
        findings.unless(
                term.shape() != Shape.FLAG
                        || Set.of("true", "false").containsAll(mapping.values().keySet()),
                at + ".values",
                "the term is true or false",
                "expected no other word");
    }

    private static Set<String> usedElsewhere(RuntimeSpec spec) {
        Stream<String> files = Stream.concat(
                        spec.files().stream(),
                        Parts.roles(spec).values().stream().flatMap(r -> r.files().stream()))
                .map(LaunchFile::text);
        return Stream.of(
                        files,
                        Parts.arguments(spec).values().stream().flatMap(List::stream),
                        Parts.environments(spec).values().stream().flatMap(m -> m.values().stream()))
                .flatMap(s -> s)
                .map(Placeholders::in)
                .flatMap(Collection::stream)
                .map(Placeholders.Use::name)
                .map(n -> GigabytesAs.of(n).map(u -> u.term(n)).orElse(n))
                .map(n -> n.equals("prefill.tokens") ? "setting." + EngineTerm.MAX_BATCHED_TOKENS.word() : n)
                .collect(Collectors.toSet());
    }
}
