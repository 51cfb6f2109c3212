package dev.yardmaster.server.deployments.scenario;

import static dev.yardmaster.server.deployments.scenario.Stories.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.agent.StoreObservation;
import dev.yardmaster.contract.deployment.Progress;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.event.Change;
import dev.yardmaster.contract.event.Events;
import dev.yardmaster.contract.weights.NodeWeights;
import dev.yardmaster.contract.weights.WeightStores;
import dev.yardmaster.contract.weights.Weights;
import dev.yardmaster.contract.weights.WeightsState;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ScenarioTest
class WeightsViewTest {
    @Autowired
    Stories stories;

    @Autowired
    Weights weights;

    @Autowired
    WeightStores stores;

    @Autowired
    Events events;

    @Test
    void weightsAreFollowedFromAssignmentToEviction() {
        Set<Change> changes = ConcurrentHashMap.newKeySet();
        try (var story = stories.begin();
                var _ = events.subscribe(changes::add)) {
            FakeAgent a = story.node("a");
            story.deploy(1).ready(1);
            String key = a.assignment().models().getFirst().key();
            assertThat(on(a)).singleElement().satisfies(w -> {
                assertThat(w.state()).isEqualTo(WeightsState.ASSIGNED);
                assertThat(w.progress()).isEqualTo(new Progress(0, 1000));
                assertThat(w.users()).containsExactly("deployment '" + story.name + "'");
            });
            a.sees(key, WeightsState.FETCHING, 300, 1000);
            eventually(() -> assertThat(on(a)).singleElement().satisfies(w -> {
                assertThat(w.state()).isEqualTo(WeightsState.FETCHING);
                assertThat(w.kind()).isEqualTo(Kind.MODEL);
                assertThat(w.name()).isEqualTo("tiny");
                assertThat(w.progress().done()).isEqualTo(300);
                assertThat(w.bytesPerSecond()).isEqualTo(100);
                assertThat(w.eta()).contains(Duration.ofSeconds(7));
                assertThat(w.fromOrigin()).isEqualTo(300);
            }));
            assertThat(changes).contains(new Change(Weights.CHANGE_KIND, a.node));
            assertThat(weights.moving()).anyMatch(w -> w.node().equals(a.node));
            assertThat(weights.of(Kind.MODEL, "tiny")).anyMatch(w -> w.node().equals(a.node));
            assertThat(weights.of(Kind.ADAPTER, "tiny")).isEmpty();
            a.sees(key, WeightsState.HELD, 1000, 1000);
            eventually(() -> assertThat(on(a))
                    .singleElement()
                    .satisfies(w -> assertThat(w.state()).isEqualTo(WeightsState.HELD)));
            assertThat(weights.moving()).noneMatch(w -> w.node().equals(a.node));
            stories.client.delete("/api/v1/deployments/" + story.name);
            eventually(() -> assertThat(on(a)).singleElement().satisfies(w -> {
                assertThat(w.users()).isEmpty();
                assertThat(w.name()).isEqualTo("tiny");
            }));
            a.weights.clear();
            eventually(() -> assertThat(on(a)).isEmpty());
        }
    }

    @Test
    void restShowsWeightsOfAModelOfANodeAndInAState() {
        try (var story = stories.begin()) {
            FakeAgent a = story.node("a");
            story.deploy(1).ready(1);
            String key = a.assignment().models().getFirst().key();
            a.sees(key, WeightsState.FETCHING, 1, 1000);
            a.store = new StoreObservation(10, 20, 5);
            eventually(() -> assertThat(items("/api/v1/weights?limit=500&state=FETCHING"))
                    .anySatisfy(w -> assertThat(w.path("node").asString()).isEqualTo(a.node)));
            assertThat(items("/api/v1/weights?limit=500&state=FAILED"))
                    .noneMatch(w -> w.path("node").asString().equals(a.node));
            assertThat(items("/api/v1/models/tiny/weights?limit=500&name=" + a.node))
                    .singleElement()
                    .satisfies(w -> assertThat(w.path("key").asString()).isEqualTo(key));
            assertThat(items("/api/v1/nodes/" + a.node + "/weights")).hasSize(1);
            eventually(() -> assertThat(stores.on(a.node)).contains(new StoreObservation(10, 20, 5)));
            assertThat(stories.client.read(
                            stories.client.get("/api/v1/nodes/" + a.node + "/store"), StoreObservation.class))
                    .isEqualTo(new StoreObservation(10, 20, 5));
            List.of("/api/v1/models/nobody/weights", "/api/v1/nodes/nobody/weights", "/api/v1/nodes/nobody/store")
                    .forEach(path ->
                            assertThat(stories.client.get(path).statusCode()).isEqualTo(404));
            assertThat(stories.client.get("/api/v1/weights?state=LOST").statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void aForgottenNodeHoldsNothing() {
        try (var story = stories.begin()) {
            FakeAgent a = story.node("a");
            a.sees("leftover-0123", WeightsState.HELD, 5, 5);
            eventually(() -> assertThat(on(a))
                    .singleElement()
                    .satisfies(w -> assertThat(w.name()).isEqualTo("leftover-0123")));
            a.silent(true);
            stories.client.delete("/api/v1/nodes/" + a.node);
            eventually(() -> assertThat(on(a)).isEmpty());
        }
    }

    private List<NodeWeights> on(FakeAgent agent) {
        return weights.on(agent.node);
    }

    private List<JsonNode> items(String path) {
        return List.copyOf(
                stories.client.json(stories.client.get(path)).path("items").values());
    }
}
