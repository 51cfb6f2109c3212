package dev.yardmaster.server.deployments.scenario;

import static dev.yardmaster.server.deployments.scenario.Stories.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.deployment.PlacementVerdict;
import dev.yardmaster.contract.document.ApplyReport;
import dev.yardmaster.contract.engine.EngineSizes;
import dev.yardmaster.contract.engine.EngineStart;
import dev.yardmaster.contract.runtime.FitAnswer;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What engines say of their memory counts the next time that the same is asked. */
@ScenarioTest
class LearningStoryTest {
    private static final String VLLM = "  runtime: vllm";
    private static final String FIT =
            "{\"model\": \"dense\", \"runtime\": \"vllm\", \"device\": \"NVIDIA H100 80GB HBM3\", \"memoryGib\": 80}";

    @Autowired
    Stories stories;

    @Autowired
    JdbcTemplate sql;

    /** Other stories start the same model. */
    @BeforeEach
    @AfterEach
    void nothingIsKnown() {
        sql.update("delete from memory_report");
    }

    private FitAnswer fit() {
        return stories.client.read(
                stories.client.post("/api/v1/runtimes/fit", "application/json", FIT), FitAnswer.class);
    }

    private String explained(Stories.Story story) {
        return stories.deployments.explain(story.name).stream()
                .filter(PlacementVerdict::fits)
                .findFirst()
                .orElseThrow()
                .engine()
                .getFirst();
    }

    private static EngineStart start(String id, long weights, long tokens) {
        return new EngineStart(
                id, new EngineSizes(Optional.of(weights), Optional.empty(), Optional.of(tokens), Optional.empty()));
    }

    private int reports() {
        return Optional.ofNullable(sql.queryForObject("select count(*) from memory_report", Integer.class))
                .orElse(0);
    }

    @Test
    void anEstimateIsWorkedOutThenAnEngineSpeaksAndTheNextEstimateIsItsOwn() {
        try (var story = stories.begin()) {
            FakeAgent agent = story.withDevices("a", 2);
            FitAnswer before = fit();
            assertThat(before.learned()).isEmpty();
            long derived = before.plan().orElseThrow().kvTokens();
            story.apply("dense", 1, VLLM).ready(1);
            assertThat(explained(story)).contains("16.0 GiB weights").doesNotContain("learned");

            String instance = story.instances().getFirst().id();
            agent.starts.put(instance, start("process/1", 18L << 30, derived * 8 / 10));
            eventually(() -> assertThat(fit().learned()).isPresent());
            FitAnswer after = fit();
            assertThat(after.learned().orElseThrow().reports()).isEqualTo(1);
            assertThat(after.learned().orElseThrow().kvTokens()).isEqualTo(derived);
            assertThat(after.learned().orElseThrow().weightsBytes()).isEqualTo(16L << 30);
            assertThat(after.plan().orElseThrow().weightsBytes()).isEqualTo(18L << 30);
            assertThat(after.plan().orElseThrow().kvTokens()).isBetween(derived * 79 / 100, derived * 81 / 100);
            assertThat(explained(story))
                    .contains("18.0 GiB weights", "learned from 1 start, worked out were", "16.0 GiB weights");
            String shorter = story.document("dense", 1, VLLM + "\n  engine: {contextLength: 4096}");
            ApplyReport dry = stories.client.read(
                    stories.client.postYaml("/api/v1/apply?dryRun=true", shorter), ApplyReport.class);
            assertThat(dry.results().getFirst().forecast().orElseThrow().nodes())
                    .filteredOn(PlacementVerdict::fits)
                    .singleElement()
                    .satisfies(v -> assertThat(v.engine().getFirst()).contains("learned from 1 start"));

            story.apply("dense", 2, VLLM).ready(2);
            String second = story.instances().stream()
                    .filter(i -> !i.id().equals(instance))
                    .findFirst()
                    .orElseThrow()
                    .id();
            assertThat(stories.client
                            .get("/api/v1/events?kind=Instance&name=" + second)
                            .body())
                    .as("it was placed by what the first one said")
                    .contains("18.0 GiB weights");
        }
    }

    @Test
    void eachStartTeachesOnceAndWhatCannotBeTrueTeachesNothing() {
        try (var story = stories.begin()) {
            FakeAgent agent = story.withDevices("a", 1);
            story.apply("dense", 1, VLLM).ready(1);
            String instance = story.instances().getFirst().id();
            agent.starts.put(instance, start("process/1", 17L << 30, 1));
            eventually(() -> assertThat(reports()).isEqualTo(1));
            agent.starts.put(instance, start("process/1", 12L << 30, 1));
            agent.starts.put(instance, start("process/2", 900L << 30, 5));
            eventually(() -> assertThat(learnt(instance)).isEqualTo("process/2"));
            assertThat(reports()).as("900 GiB of 16 are of something else").isEqualTo(1);
            agent.starts.put(instance, start("process/3", 17L << 30, 1));
            eventually(() -> assertThat(reports()).isEqualTo(2));
            FitAnswer.Learned learned = fit().learned().orElseThrow();
            assertThat(learned.reports()).isEqualTo(2);
            assertThat(fit().plan().orElseThrow().weightsBytes()).isEqualTo(17L << 30);
        }
    }

    private String learnt(String instance) {
        return sql
                .queryForList("select engine_start from instance where id = ? and learnt", String.class, instance)
                .stream()
                .map(text -> text.lines().findFirst().orElse(""))
                .findFirst()
                .orElse("");
    }
}
