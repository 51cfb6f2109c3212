package dev.yardmaster.engine.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.engine.serve.DemoModels.Question;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of the real models, against what was measured when they were trained. */
class EvalTest {
    private static final List<Question> ALL = DemoModels.questions();
    /** Every ninth question: of each task some. */
    private static final List<Question> SOME = IntStream.range(0, ALL.size())
            .filter(i -> i % 9 == 0)
            .mapToObj(ALL::get)
            .toList();

    private static final int CLIENTS = 16;

    @Test
    void someQuestionsAreAnsweredTheSameAloneAndTogetherWholeAndStreamed() throws Exception {
        try (TestEngine engine = TestEngine.serving(DemoModels.V1)) {
            assertThat(SOME).hasSizeGreaterThanOrEqualTo(24);
            List<String> alone = SOME.stream()
                    .map(question -> engine.client().ask("tiny", question.text()))
                    .toList();
            assertThat(right(SOME, alone, Question::expected)).isGreaterThanOrEqualTo(SOME.size() - 1);
            assertThat(together(SOME, question -> engine.client().askStreaming("tiny", question.text()), 8))
                    .isEqualTo(alone);
            assertThat(together(SOME, question -> engine.client().ask("tiny", question.text()), CLIENTS))
                    .isEqualTo(alone);
        }
    }

    @Test
    void adaptersMixedWithTheBaseModelAnswerAsAlone() throws Exception {
        try (TestEngine engine = TestEngine.serving(DemoModels.V1)) {
            OpenAi client = engine.client();
            for (String name : List.of("json", "pirate")) {
                assertThat(client.post("/v1/load_lora_adapter", loadBody(name)).statusCode())
                        .isEqualTo(200);
            }
            List<String> models = List.of("tiny", "json", "tiny:pirate");
            var asked = new ArrayList<Callable<String>>();
            var alone = new ArrayList<String>();
            for (Question question : SOME) {
                for (String model : models) {
                    alone.add(client.ask(model, question.text()));
                    asked.add(() -> client.askStreaming(model, question.text()));
                }
            }
            assertThat(run(asked, CLIENTS)).isEqualTo(alone);
            assertThat(alone.get(1)).isEqualTo(SOME.getFirst().expectedJson());
            assertThat(alone.get(2)).isEqualTo(SOME.getFirst().expectedPirate());
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"V1, 214", "V2_GOOD, 218", "V2_BAD, 134"})
    void allQuestionsReachTheStatedAccuracy(String revision, int right) throws Exception {
        Path model = switch (revision) {
            case "V1" -> DemoModels.V1;
            case "V2_GOOD" -> DemoModels.V2_GOOD;
            case "V2_BAD" -> DemoModels.V2_BAD;
            default -> throw new IllegalArgumentException(revision);
        };
        try (TestEngine engine = TestEngine.serving(model)) {
            List<String> alone = ALL.stream()
                    .map(question -> engine.client().ask("tiny", question.text()))
                    .toList();
            assertThat(right(ALL, alone, Question::expected)).isEqualTo(right);
            assertThat(together(ALL, question -> engine.client().askStreaming("tiny", question.text()), CLIENTS))
                    .isEqualTo(alone);
        }
    }

    @Tag("slow")
    @Test
    void adaptersReachTheStatedAccuracy() throws Exception {
        try (TestEngine engine = TestEngine.serving(DemoModels.V1)) {
            OpenAi client = engine.client();
            client.post("/v1/load_lora_adapter", loadBody("json"));
            client.post("/v1/load_lora_adapter", loadBody("pirate"));
            List<String> json = together(ALL, question -> client.ask("json", question.text()), CLIENTS);
            List<String> pirate = together(ALL, question -> client.ask("pirate", question.text()), CLIENTS);
            assertThat(right(ALL, json, Question::expectedJson)).isEqualTo(209);
            assertThat(right(ALL, pirate, Question::expectedPirate)).isEqualTo(209);
        }
    }

    private static String loadBody(String name) {
        return "{\"lora_name\":\"%s\",\"lora_path\":\"adapters/%s\"}".formatted(name, name);
    }

    private static long right(List<Question> questions, List<String> answers, Function<Question, String> expected) {
        return IntStream.range(0, questions.size())
                .filter(i -> expected.apply(questions.get(i)).equals(answers.get(i)))
                .count();
    }

    private static List<String> together(List<Question> questions, Function<Question, String> ask, int clients)
            throws Exception {
        return run(
                questions.stream()
                        .map(question -> (Callable<String>) () -> ask.apply(question))
                        .toList(),
                clients);
    }

    private static List<String> run(List<Callable<String>> calls, int clients) throws Exception {
        try (var threads = Executors.newFixedThreadPool(clients)) {
            var answers = new ArrayList<String>();
            for (Future<String> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
