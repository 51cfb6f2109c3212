package dev.yardmaster.server.deployments.scenario;

import static dev.yardmaster.server.deployments.scenario.Stories.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.deployment.Load;
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

    private JsonNode instance(String id) {
        return stories.client.json(stories.client.get("/api/v1/instances/" + id));
    }
}
