package dev.yardmaster.cli.document;

import static dev.yardmaster.cli.output.Words.age;

import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.engine.EngineTerm;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.contract.runtime.RuntimeSpec;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Runtimes as lines for people. */
final class RuntimeLines {
    private RuntimeLines() {}

    static List<String> row(Runtime runtime, Instant now) {
        RuntimeSpec spec = runtime.resolved();
        return List.of(
                runtime.name(),
                spec.engine(),
                spec.version(),
                words(spec.serves().formats()),
                words(spec.hardware().stream().map(h -> h.kind()).distinct().toList()),
                origin(runtime),
                runtime.metadata().createdAt().map(t -> age(t, now)).orElse("-"),
                spec.description());
    }

    static Map<String, String> of(Runtime runtime) {
        RuntimeSpec spec = runtime.resolved();
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("Origin", origin(runtime));
        if (runtime.spec().get("extends") instanceof String base) {
            lines.put("Extends", base);
        }
        lines.put("Engine", spec.engine() + " " + spec.version());
        lines.put("About", spec.description());
        lines.put("Versions", String.join(", ", spec.versions()));
        lines.put(
                "Started as",
                spec.executables().stream().map(RuntimeLines::word).collect(Collectors.joining(", ")));
        lines.put("Formats", words(spec.serves().formats()));
        lines.put(
                "Hardware",
                words(spec.hardware().stream().map(h -> h.kind()).distinct().toList()));
        lines.put(
                "Settings",
                spec.settings().keySet().stream()
                        .sorted()
                        .map(EngineTerm::field)
                        .collect(Collectors.joining(", ")));
        lines.put("Adapters", word(spec.adapters().when().name()));
        lines.put("Sleeps", spec.sleep().isPresent() ? "yes" : "no");
        lines.put("Profiles", spec.profiles().stream().map(p -> p.name()).collect(Collectors.joining(", ")));
        lines.values().removeIf(String::isEmpty);
        return lines;
    }

    private static String origin(Runtime runtime) {
        return switch (runtime.origin()) {
            case BUILT_IN -> "built in";
            case STATED -> "stated";
        };
    }

    private static String word(EngineExecutable executable) {
        return switch (executable) {
            case EngineExecutable.Bundled _ -> "the bundled engine";
            case EngineExecutable.OnPath p -> "program " + p.name();
            case EngineExecutable.Container c -> "image " + c.image();
        };
    }

    private static String words(Collection<? extends Enum<?>> constants) {
        return constants.stream().sorted().map(c -> word(c.name())).collect(Collectors.joining(", "));
    }

    private static String word(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
