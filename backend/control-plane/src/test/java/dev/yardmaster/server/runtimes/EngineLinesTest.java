package dev.yardmaster.server.runtimes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.engine.Startup;
import dev.yardmaster.contract.runtime.Runtime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Lines of the engines' logs are taken for what they say, and lines that only sound bad for nothing. */
class EngineLinesTest {
    private static final Map<String, Runtime> RUNTIMES =
            ShippedRuntimes.load().list().stream().collect(Collectors.toMap(Runtime::name, Function.identity()));

    record Line(String engine, JsonNode stated) {
        String text() {
            return stated.path("line").asString();
        }

        private String word(String name) {
            return stated.path(name).asString("");
        }

        @Override
        public String toString() {
            return engine + ": " + text();
        }
    }

    /** What was read out of a line: a stage or a diagnosis, and the words for people. */
    private record Told(String word, String sentence) {}

    static Stream<Line> lines() {
        return Facts.of("engine-lines.yaml").properties().stream()
                .flatMap(engine -> engine.getValue().valueStream().map(l -> new Line(engine.getKey(), l)));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void itIsTakenForWhatItSays(Line line) {
        Startup startup =
                Objects.requireNonNull(RUNTIMES.get(line.engine())).resolved().startup();
        Optional<Told> sign = first(
                startup.signs(),
                line.text(),
                Startup.StageSign::pattern,
                s -> s.stage().name(),
                s -> s.sentence());
        Optional<Told> failure = first(
                startup.failures(),
                line.text(),
                Startup.FailureSign::pattern,
                f -> f.diagnosis().name(),
                f -> f.hint());
        if (!line.word("diagnosis").isEmpty()) {
            assertThat(failure).get().extracting(Told::word).isEqualTo(constant(line.word("diagnosis")));
            assertThat(failure.orElseThrow().sentence()).contains(line.word("says"));
            assertThat(failure.orElseThrow().sentence())
                    .as("people read the line itself in front of the hint")
                    .doesNotContain(end(line.text()));
            return;
        }
        assertThat(failure).as("a reason why it ended").isEmpty();
        if (!line.word("stage").isEmpty()) {
            assertThat(sign).get().extracting(Told::word).isEqualTo(constant(line.word("stage")));
            assertThat(sign.orElseThrow().sentence()).contains(line.word("says"));
        }
    }

    private static String end(String line) {
        String end = line.substring(line.lastIndexOf(": ") + 1).strip();
        return end.length() > 15 ? end : line;
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static <S> Optional<Told> first(
            List<S> signs,
            String line,
            Function<S, String> pattern,
            Function<S, String> word,
            Function<S, String> sentence) {
        for (S sign : signs) {
            Pattern compiled = Pattern.compile(pattern.apply(sign));
            Matcher matcher = compiled.matcher(line);
            if (matcher.find()) {
                return Optional.of(new Told(word.apply(sign), filled(sentence.apply(sign), compiled, matcher)));
            }
        }
        return Optional.empty();
    }

    private static String filled(String sentence, Pattern pattern, Matcher matcher) {
        String filled = sentence;
        for (String group : pattern.namedGroups().keySet()) {
            filled = filled.replace("{" + group + "}", Objects.requireNonNullElse(matcher.group(group), ""));
        }
        return filled;
    }
}
