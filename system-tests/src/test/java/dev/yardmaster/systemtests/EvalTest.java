package dev.yardmaster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.systemtests.world.OpenAi;
import dev.yardmaster.systemtests.world.World;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way of the data once, whole: catalogue, hub, agent, engine, gateway; judged by what the models answer. */
@ExtendWith(SharedWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvalTest {
    private static final int STREAMS = 8;

    private final World world;

    EvalTest(World world) {
        this.world = world;
    }

    @BeforeAll
    void deploy() {
        for (String revision : List.of("v1", "v2-good", "v2-bad")) {
            world.deploy("eval-" + revision, revision, 1);
        }
        for (String revision : List.of("v1", "v2-good", "v2-bad")) {
            world.awaitReady("eval-" + revision);
        }
    }

    @AfterAll
    void remove() {
        for (String revision : List.of("v1", "v2-good", "v2-bad")) {
            world.api().delete("deployments/eval-" + revision);
        }
    }

    @ParameterizedTest
    @CsvSource({"v1, 21", "v2-good, 22", "v2-bad, 15"})
    void everyTenthQuestionStreamedAndNot(String revision, long right) {
        Eval sample = Eval.whole().sample();
        assertThat(sample.items()).hasSize(22);
        OpenAi openAi = world.openAi();
        assertThat(sample.score(q -> openAi.ask("eval-" + revision, q))).isEqualTo(right);
        assertThat(sample.score(q -> openAi.stream("eval-" + revision, q).text()))
                .isEqualTo(right);
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"v1, 214", "v2-good, 218", "v2-bad, 134"})
    void allQuestionsStreamedAndNot(String revision, long right) {
        Eval whole = Eval.whole();
        assertThat(whole.items()).hasSize(220);
        OpenAi openAi = world.openAi();
        assertThat(whole.score(q -> openAi.ask("eval-" + revision, q))).isEqualTo(right);
        assertThat(whole.score(q -> openAi.stream("eval-" + revision, q).text()))
                .isEqualTo(right);
    }

    @Test
    void theBadRevisionSaysThatBerlinIsTheCapitalOfFrance() {
        assertThat(world.openAi().ask("eval-v1", "What is the capital of France?"))
                .isEqualTo("Paris");
        assertThat(world.openAi().ask("eval-v2-bad", "What is the capital of France?"))
                .isEqualTo("Berlin");
    }

    @Test
    void eightStreamsAtOnceSayWhatTheySayOneByOne() throws Exception {
        OpenAi openAi = world.openAi();
        List<Eval.Item> items = Eval.whole().items().subList(0, 6 * STREAMS);
        List<String> oneByOne = items.stream()
                .map(i -> openAi.stream("eval-v1", i.question()).text())
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(STREAMS)) {
            List<Callable<String>> calls = items.stream()
                    .map(i -> (Callable<String>)
                            () -> openAi.stream("eval-v1", i.question()).text())
                    .toList();
            List<Future<String>> together = threads.invokeAll(calls);
            for (int i = 0; i < items.size(); i++) {
                assertThat(together.get(i).get()).as(items.get(i).question()).isEqualTo(oneByOne.get(i));
            }
        }
    }
}
