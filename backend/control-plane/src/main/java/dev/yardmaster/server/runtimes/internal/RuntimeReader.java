package dev.yardmaster.server.runtimes.internal;

import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.server.runtimes.EngineRuntime;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads runtime definitions strictly: a member that is unknown, missing or of no effect is refused. */
final class RuntimeReader {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^}]*)}}");
    private static final Set<String> FIXED = Set.of("served.name", "host", "port", "model.directory", "model.file");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private RuntimeReader() {}

    /** @throws IllegalArgumentException naming the place and what is wrong with it */
    static EngineRuntime read(String place, String text) {
        try {
            RuntimeDocument document = YAML.readValue(text, RuntimeDocument.class);
            check(document.apiVersion().equals(Kind.API_VERSION), "apiVersion must be " + Kind.API_VERSION);
            check(document.kind().equals("Runtime"), "kind must be Runtime");
            EngineRuntime runtime = document.runtime();
            check(!runtime.formats().isEmpty(), "spec.formats must name at least one format");
            placeholders(runtime.arguments().stream(), FIXED);
            placeholders(runtime.environment().values().stream(), FIXED);
            EngineRuntime.Settings settings = runtime.settings();
            Stream.of(settings.contextLength(), settings.maxConcurrency(), settings.threads())
                    .forEach(RuntimeReader::setting);
            return runtime;
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
        }
    }

    private static void setting(EngineRuntime.Setting setting) {
        List<String> arguments = setting.arguments();
        check(setting.most() > 0, "each of spec.settings must allow a value: most must be above 0");
        check(
                arguments.stream().anyMatch(a -> a.contains("{{value}}")),
                "each of spec.settings must use {{value}}, or the setting would do nothing");
        placeholders(arguments.stream(), Set.of("value"));
    }

    private static void placeholders(Stream<String> texts, Set<String> known) {
        texts.forEach(text -> {
            Matcher m = PLACEHOLDER.matcher(text);
            while (m.find()) {
                check(known.contains(m.group(1)), "nothing fills in {{" + m.group(1) + "}}");
            }
        });
    }

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
