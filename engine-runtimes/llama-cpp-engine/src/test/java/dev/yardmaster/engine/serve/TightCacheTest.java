package dev.yardmaster.engine.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.engine.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prompts of all lengths through a small cache, so that free cells lie scattered and calls must be split. */
class TightCacheTest {
    private static final int CONTEXT = 64;

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void everyPromptIsAnsweredInFullHoweverTheCacheIsScattered(long seed) throws Exception {
        try (TestEngine engine =
                TestEngine.serving(DemoModels.V1, "--ctx-size", Integer.toString(CONTEXT), "--parallel", "4")) {
            var random = new Random(seed);
            var lengths = new ArrayList<Integer>();
            var calls = new ArrayList<Callable<Json>>();
            for (int i = 0; i < 80; i++) {
                int length = 1 + random.nextInt(CONTEXT - 1);
                lengths.add(length);
                String body = body(random.ints(length, 300, 700));
                calls.add(() -> OpenAi.answer(engine.client().post("/v1/completions", body)));
            }
            List<Json> answers = run(calls);
            for (int i = 0; i < answers.size(); i++) {
                assertThat(OpenAi.number(answers.get(i), "usage", "completion_tokens"))
                        .as("seed %d, prompt %d of %d tokens", seed, i, lengths.get(i))
                        .isEqualTo(Math.min(12, CONTEXT - lengths.get(i) + 1));
            }
            // Whatever the last ones left, a long prompt still finds its cells, and they stay its own.
            String body = body(random.ints(CONTEXT - 8, 300, 700));
            assertThat(OpenAi.number(
                            OpenAi.answer(engine.client().post("/v1/completions", body)), "usage", "completion_tokens"))
                    .isEqualTo(9);
            assertThat(engine.client().metric("requests_failed_total")).isZero();
            assertThat(engine.client().metric("kv_cache_usage_ratio")).isGreaterThan(0.5);
        }
    }

    private static String body(IntStream prompt) {
        return "{\"model\":\"tiny\",\"temperature\":0,\"ignore_eos\":true,\"max_tokens\":12,\"prompt\":[%s]}"
                .formatted(prompt.mapToObj(Integer::toString).collect(Collectors.joining(",")));
    }

    private static List<Json> run(List<Callable<Json>> calls) throws Exception {
        try (var threads = Executors.newFixedThreadPool(16)) {
            var answers = new ArrayList<Json>();
            for (Future<Json> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
