package dev.yardmaster.server.deployments.scenario;

import static dev.yardmaster.server.deployments.scenario.Stories.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.deployment.InstanceAdapter;
import dev.yardmaster.contract.deployment.Load;
import dev.yardmaster.contract.engine.EngineMetric;
import dev.yardmaster.contract.engine.EngineReading;
import dev.yardmaster.contract.engine.EngineReading.Bucket;
import dev.yardmaster.contract.engine.EngineReading.Histogram;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ScenarioTest
class LoadTest {
    @Autowired
    Stories stories;

    @Test
    void instancesCarryTheLoadOfTheirNodesLastHeartbeat() {
        try (var story = stories.begin()) {
            FakeAgent a = story.node("a");
            story.deploy(1).ready(1);
            String id = story.instances().getFirst().id();
            assertThat(instance(id).path("load").isMissingNode()).isTrue();
            a.loads = Map.of(id, new Load(Optional.of(4L), Optional.of(2L), Optional.empty()));
            eventually(() -> {
                JsonNode load = instance(id).path("load");
                assertThat(load.path("running").asInt()).isEqualTo(4);
                assertThat(load.path("waiting").asInt()).isEqualTo(2);
                assertThat(load.path("kvUse").isMissingNode()).isTrue();
            });
            a.loads = Map.of();
            eventually(
                    () -> assertThat(instance(id).path("load").isMissingNode()).isTrue());
        }
    }

    @Test
    void readingsAndAdaptersOfAnInstanceAreShownAndGoWithIt() {
        try (var story = stories.begin()) {
            FakeAgent a = story.node("a");
            story.deploy(1).ready(1);
            String id = story.instances().getFirst().id();
            assertThat(readings(id).path("taken").isMissingNode()).isTrue();
            assertThat(readings(id).path("sentence").asString()).startsWith("None yet");
            a.adapters.put(id, List.of(new InstanceAdapter("json", InstanceAdapter.State.LOADED, "")));
            a.readings = List.of(new EngineReading(
                    id,
                    Instant.parse("2026-11-24T10:00:00Z"),
                    Map.of(EngineMetric.RUNNING, 4.0, EngineMetric.KV_USE, 0.5),
                    Map.of(
                            EngineMetric.TTFT,
                            new Histogram(2, 4, List.of(new Bucket(1, 4), new Bucket(Double.MAX_VALUE, 4))))));
            eventually(() -> assertThat(readings(id)
                            .path("taken")
                            .path("values")
                            .path("RUNNING")
                            .asInt())
                    .isEqualTo(4));
            JsonNode shown = readings(id);
            assertThat(shown.path("taken").path("at").asString()).isEqualTo("2026-11-24T10:00:00Z");
            assertThat(shown.path("taken").path("values").path("WAITING").isMissingNode())
                    .isTrue();
            assertThat(shown.path("taken")
                            .path("spreads")
                            .path("TTFT")
                            .path("p50")
                            .asDouble())
                    .isEqualTo(0.5);
            assertThat(shown.path("adapters").get(0).path("state").asString()).isEqualTo("LOADED");
            a.readings = List.of();
            a.adapters.clear();
            eventually(
                    () -> assertThat(readings(id).path("taken").isMissingNode()).isTrue());
            assertThat(readings(id).path("adapters").isEmpty()).isTrue();
            assertThat(stories.client.get("/api/v1/instances/nobody/readings").statusCode())
                    .isEqualTo(404);
        }
    }

    private JsonNode readings(String id) {
        return stories.client.json(stories.client.get("/api/v1/instances/" + id + "/readings"));
    }

    private JsonNode instance(String id) {
        return stories.client.json(stories.client.get("/api/v1/instances/" + id));
    }
}
