package dev.yardmaster.server.runtimes.flags;

import dev.yardmaster.contract.problem.FieldProblem;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Values of arguments: nothing that a shell would act on, no path but below the model's or the instance's directory. */
final class ValueCheck {
    private static final int MOST_CHARACTERS = 16_384;
    private static final Pattern SHELL = Pattern.compile("[;|&`<>]|\\$[({]");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]*)}}");
    private static final Pattern WEB = Pattern.compile("\\b(https?|tcp|grpcs?|rediss?|lm)://[^\\s,;]*");
    private static final Pattern PARTS = Pattern.compile("[\\s,=:;]+");
    private static final Set<String> KNOWN =
            Set.of("model.directory", "model.file", "instance.directory", "node.address", "host", "port");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ValueCheck() {}

    static Optional<FieldProblem> plain(String place, String value) {
        return control(place, value)
                .or(() -> found(SHELL, value)
                        .flatMap(c -> wrong(
                                place, "it holds " + c + ", which a shell would act on", "expected a plain value")))
                .or(() -> text(place, value));
    }

    static Optional<FieldProblem> json(String place, String value) {
        return control(place, value).or(() -> {
            try {
                return strings(JSON.readTree(value))
                        .flatMap(s -> text(place, s).stream())
                        .findFirst();
            } catch (JacksonException e) {
                return wrong(place, "it is not JSON: " + Texts.shortened(e.getOriginalMessage()), "expected JSON");
            }
        });
    }

    private static Stream<String> strings(JsonNode node) {
        if (node.isString()) {
            return Stream.of(node.asString());
        }
        return node.isObject()
                ? node.properties().stream().flatMap(e -> Stream.concat(Stream.of(e.getKey()), strings(e.getValue())))
                : node.valueStream().flatMap(ValueCheck::strings);
    }

    private static Optional<FieldProblem> control(String place, String value) {
        if (value.length() > MOST_CHARACTERS) {
            return wrong(place, "it has " + value.length() + " characters", "expected at most " + MOST_CHARACTERS);
        }
        return Texts.holdsControls(value)
                ? wrong(place, "it holds control characters", "expected one line of text")
                : Optional.empty();
    }

    private static Optional<FieldProblem> text(String place, String value) {
        return placeholder(place, value).or(() -> path(place, value));
    }

    private static Optional<FieldProblem> placeholder(String place, String value) {
        return PLACEHOLDER
                .matcher(value)
                .results()
                .map(m -> m.group(1))
                .filter(n -> !KNOWN.contains(n))
                .findFirst()
                .flatMap(n -> wrong(
                        place,
                        "nothing fills in {{" + Texts.shortened(n) + "}} here",
                        "expected one of "
                                + String.join(", ", KNOWN.stream().sorted().toList())));
    }

    private static Optional<FieldProblem> path(String place, String value) {
        String local = WEB.matcher(value).replaceAll("");
        return Stream.concat(Stream.of(local.strip()), PARTS.splitAsStream(local))
                .filter(ValueCheck::leadsAway)
                .findFirst()
                .flatMap(p -> wrong(
                        place,
                        "'" + Texts.shortened(p) + "' is a path outside of the model's and the instance's directories",
                        "expected one below {{model.directory}} or {{instance.directory}}"));
    }

    private static boolean leadsAway(String part) {
        return part.startsWith("/")
                || part.startsWith("~")
                || part.startsWith("\\")
                || Stream.of(part.split("[/\\\\]", -1)).anyMatch(".."::equals);
    }

    private static Optional<String> found(Pattern pattern, String value) {
        Matcher matcher = pattern.matcher(value);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    private static Optional<FieldProblem> wrong(String place, String problem, String expected) {
        return Optional.of(new FieldProblem(place, problem, expected));
    }
}
