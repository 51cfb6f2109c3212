package dev.yardmaster.server.runtimes;

import dev.yardmaster.contract.document.DeploymentSpec.EngineSettings;
import dev.yardmaster.contract.engine.EngineTerm;
import dev.yardmaster.contract.runtime.RuntimeSpec;
import dev.yardmaster.contract.runtime.TermMapping;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** What our terms become for one engine. */
final class Terms {
    private Terms() {}

    /** What was said, in the engine's words. */
    static Map<EngineTerm, String> words(RuntimeSpec spec, EngineSettings settings) {
        Map<EngineTerm, String> words = new EnumMap<>(EngineTerm.class);
        settings.terms()
                .forEach((term, value) -> words.put(
                        term,
                        Optional.ofNullable(spec.settings().get(term))
                                .map(m -> m.values().getOrDefault(value, value))
                                .orElse(value)));
        return words;
    }

    /** Arguments of each term in turn. */
    static List<List<String>> arguments(RuntimeSpec spec, EngineSettings settings, Filling filling) {
        Map<EngineTerm, String> words = words(spec, settings);
        return settings.terms().entrySet().stream()
                .map(e -> arguments(
                        mapping(spec, e.getKey()),
                        isOff(e.getKey(), e.getValue()),
                        filling.with(Map.of("value", word(words, e.getKey())))))
                .toList();
    }

    private static List<String> arguments(TermMapping mapping, boolean off, Filling filling) {
        return new ArgumentLine()
                .add(filling.texts(mapping.needs()))
                .add(filling.texts(off ? mapping.whenFalse() : mapping.arguments()))
                .words();
    }

    static Map<String, String> environment(RuntimeSpec spec, EngineSettings settings, Filling filling) {
        Map<EngineTerm, String> words = words(spec, settings);
        Map<String, String> environment = new TreeMap<>();
        settings.terms().forEach((term, value) -> {
            if (!isOff(term, value)) {
                environment.putAll(filling.with(Map.of("value", word(words, term)))
                        .pairs(mapping(spec, term).environment()));
            }
        });
        return environment;
    }

    private static TermMapping mapping(RuntimeSpec spec, EngineTerm term) {
        return Objects.requireNonNull(spec.settings().get(term));
    }

    private static String word(Map<EngineTerm, String> words, EngineTerm term) {
        return Objects.requireNonNull(words.get(term));
    }

    static boolean isOff(EngineTerm term, String value) {
        return term.shape() == EngineTerm.Shape.FLAG && value.equals("false");
    }
}
