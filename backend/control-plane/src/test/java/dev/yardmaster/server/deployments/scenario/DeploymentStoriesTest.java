package dev.yardmaster.server.deployments.scenario;

import static dev.yardmaster.server.deployments.scenario.Stories.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.deployment.Deployment.Phase;
import dev.yardmaster.contract.deployment.Instance;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.event.Events;
import dev.yardmaster.contract.route.Route.Target;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ScenarioTest
class DeploymentStoriesTest {
    @Autowired
    Stories stories;

    @Autowired
    Events events;

    @Test
    void aDeploymentBecomesReadyAndIsRoutedTo() {
        try (var story = stories.begin()) {
            FakeAgent node = story.node("a");
            story.apply("tiny", 1, "  engine: {contextLength: 2048, threads: 2}")
                    .ready(1);
            AssignedInstance assigned = node.assignment().instances().getFirst();
            assertThat(assigned.launch().arguments())
                    .containsSubsequence("--alias", story.name)
                    .containsSubsequence("--ctx-size", "2048", "--threads", "2")
                    .doesNotContain("--parallel");
            assertThat(node.assignment().models()).singleElement().satisfies(m -> {
                assertThat(m.key()).isEqualTo(assigned.modelKey()).startsWith("tiny-");
                assertThat(m.files()).extracting(ModelFile::path).containsExactly("tiny-f16.gguf");
            });
            assertThat(story.deployment().status().phase()).isEqualTo(Phase.READY);
            eventually(() -> assertThat(story.route().orElseThrow().targets())
                    .singleElement()
                    .satisfies(t -> {
                        assertThat(t.weight()).isEqualTo(1);
                        assertThat(t.endpoints()).singleElement().satisfies(e -> {
                            assertThat(e.key()).isEqualTo(assigned.engineKey()).hasSize(43);
                            assertThat(e.suspect()).isFalse();
                        });
                    }));
            assertThat(story.deployment().toString()).doesNotContain(assigned.engineKey());
        }
    }

    @Test
    void anInstanceOnALostNodeIsReplacedAndTheSurplusStopsWhenTheNodeComesBack() {
        try (var story = stories.begin()) {
            FakeAgent a = story.node("a");
            story.deploy(1).ready(1);
            FakeAgent b = story.node("b");
            a.silent(true);
            eventually(() -> assertThat(story.in(InstanceState.UNREACHABLE))
                    .singleElement()
                    .satisfies(i -> {
                        assertThat(i.condition().reason()).isEqualTo(InstanceReason.LEASE_LOST);
                        assertThat(i.condition().sentence()).contains(a.node, "it last was ready");
                    }));
            eventually(() -> assertThat(story.in(InstanceState.READY))
                    .singleElement()
                    .satisfies(i -> assertThat(i.node()).contains(b.node)));
            story.ready(1);
            a.silent(false);
            eventually(() -> assertThat(a.engines).isEmpty());
            story.ready(1);
        }
    }

    @Test
    void aSilentNodeIsSuspectUntilThereIsAnother() {
        try (var story = stories.begin()) {
            FakeAgent a = story.node("a");
            story.deploy(1).ready(1);
            String instance = story.instances().getFirst().id();
            a.silent(true);
            eventually(() -> assertThat(story.route().orElseThrow().targets())
                    .singleElement()
                    .satisfies(t -> {
                        assertThat(t.weight()).isEqualTo(1);
                        assertThat(t.endpoints()).singleElement().matches(e -> e.suspect());
                    }));
            eventually(() -> assertThat(story.in(InstanceState.PENDING))
                    .singleElement()
                    .satisfies(i -> assertThat(i.condition().sentence()).contains("not heard from")));
            assertThat(story.deployment().status().phase()).isEqualTo(Phase.DEGRADED);
            a.silent(false);
            story.ready(1);
            assertThat(story.instances().getFirst().id()).isEqualTo(instance);
        }
    }

    @Test
    void aRolloutKeepsAsManyReadyAsWanted() throws InterruptedException {
        try (var story = stories.begin()) {
            story.node("a");
            story.node("b");
            story.deploy(2).ready(2);
            AtomicBoolean over = new AtomicBoolean();
            AtomicInteger least = new AtomicInteger(2);
            AtomicInteger most = new AtomicInteger();
            Thread watch = Thread.ofVirtual().start(() -> {
                while (!over.get()) {
                    List<Instance> seen = story.instances();
                    int ready = (int) seen.stream()
                            .filter(i -> i.condition().state() == InstanceState.READY)
                            .count();
                    least.accumulateAndGet(ready, Math::min);
                    most.accumulateAndGet(seen.size(), Math::max);
                }
            });
            story.apply("tiny-next", 2, "").ready(2);
            over.set(true);
            watch.join();
            assertThat(story.instances()).allMatch(i -> i.revision() == 2);
            assertThat(least).hasValue(2);
            assertThat(most.get()).isLessThanOrEqualTo(3);
            eventually(() -> assertThat(story.route().orElseThrow().targets())
                    .extracting(Target::revision, Target::weight)
                    .containsExactly(tuple(2, 2)));
        }
    }

    @Test
    void aRevisionThatNeverComesUpTakesNothingAwayAndCanBeTakenBack() {
        try (var story = stories.begin()) {
            FakeAgent a = story.node("a");
            a.breaks(2);
            story.deploy(2).ready(2);
            story.apply("tiny-next", 2, "");
            eventually(() -> assertThat(story.in(InstanceState.FAILED))
                    .singleElement()
                    .satisfies(i -> assertThat(i.revision()).isEqualTo(2)));
            assertThat(story.in(InstanceState.READY)).hasSize(2);
            assertThat(story.deployment().status()).satisfies(s -> {
                assertThat(s.phase()).isEqualTo(Phase.DEGRADED);
                assertThat(s.sentence()).contains("0 of 2 ready, 2 of older revisions still answer", "is failed on");
            });
            story.deploy(2).ready(2);
            assertThat(story.instances()).allMatch(i -> i.revision() == 3);
            assertThat(stories.deployments.revisions(story.name)).hasSize(3);
        }
    }

    @Test
    void aRolloutWithoutRoomForOneMoreStopsAnOldOneFirst() {
        try (var story = stories.begin()) {
            story.node("a", 260L << 20);
            story.deploy(1).ready(1);
            story.apply("tiny-next", 1, "").ready(1);
            assertThat(story.instances().getFirst().revision()).isEqualTo(2);
        }
    }

    @Test
    void scalingMakesNoRevisionAndZeroIsPossible() {
        try (var story = stories.begin()) {
            story.node("a");
            story.deploy(1).ready(1);
            assertThat(scale(story, 3)).isEqualTo(200);
            story.ready(3);
            scale(story, 1);
            story.ready(1);
            scale(story, 0);
            eventually(() -> assertThat(story.deployment().status().phase()).isEqualTo(Phase.SCALED_TO_ZERO));
            assertThat(story.route().orElseThrow().targets()).isEmpty();
            assertThat(story.deployment().status().revision()).isEqualTo(1);
            assertThat(scale(story, 65)).isEqualTo(400);
        }
    }

    private int scale(Stories.Story story, int replicas) {
        return stories.client
                .postJson("/api/v1/deployments/" + story.name + "/scale", Map.of("replicas", replicas))
                .statusCode();
    }

    @Test
    void deletingNeverWaitsForADeadNode() {
        try (var story = stories.begin()) {
            FakeAgent a = story.node("a");
            story.node("b");
            story.deploy(2).ready(2);
            a.silent(true);
            assertThat(stories.client
                            .delete("/api/v1/deployments/" + story.name)
                            .statusCode())
                    .isEqualTo(202);
            eventually(() -> assertThat(stories.client
                            .get("/api/v1/deployments/" + story.name)
                            .statusCode())
                    .isEqualTo(404));
            a.silent(false);
            eventually(() -> assertThat(a.engines).isEmpty());
        }
    }

    @Test
    void instancesOfAForgottenNodeMoveAndItsAgentIsRefused() {
        try (var story = stories.begin()) {
            FakeAgent a = story.node("a");
            story.deploy(1).ready(1);
            FakeAgent b = story.node("b");
            assertThat(stories.client.delete("/api/v1/nodes/" + a.node).statusCode())
                    .isEqualTo(204);
            eventually(() -> assertThat(a.lastStatus()).isEqualTo(401));
            eventually(() -> assertThat(story.in(InstanceState.READY))
                    .singleElement()
                    .satisfies(i -> assertThat(i.node()).contains(b.node)));
        }
    }

    @Test
    void nothingNewGoesToACordonedNodeAndExplainSaysSo() {
        try (var story = stories.begin()) {
            FakeAgent a = story.node("a");
            assertThat(stories.client
                            .postJson("/api/v1/nodes/" + a.node + "/cordon", "")
                            .statusCode())
                    .isEqualTo(200);
            story.deploy(1);
            eventually(() -> assertThat(story.in(InstanceState.PENDING))
                    .singleElement()
                    .satisfies(i -> {
                        assertThat(i.condition().reason()).isEqualTo(InstanceReason.NOTHING_FITS);
                        assertThat(i.condition().sentence()).contains(a.node + ": it is cordoned");
                    }));
            assertThat(stories.deployments.explain(story.name))
                    .filteredOn(v -> v.node().equals(a.node))
                    .singleElement()
                    .satisfies(v -> assertThat(v.why()).anyMatch(w -> w.startsWith("CORDONED")));
            stories.client.postJson("/api/v1/nodes/" + a.node + "/uncordon", "");
            story.ready(1);
        }
    }

    @Test
    void whatAnAgentHasLostItStartsAgain() {
        try (var story = stories.begin()) {
            FakeAgent a = story.node("a");
            story.deploy(1).ready(1);
            String id = story.instances().getFirst().id();
            a.slow(true);
            a.engines.clear();
            eventually(() -> assertThat(story.in(InstanceState.PREFETCHING)).hasSize(1));
            a.slow(false);
            story.ready(1);
            assertThat(story.instances().getFirst().id()).isEqualTo(id);
        }
    }

    @Test
    void everyTransitionIsAnEventWithAReason() {
        try (var story = stories.begin()) {
            story.node("a");
            story.deploy(1).ready(1);
            String id = story.instances().getFirst().id();
            assertThat(events.about("Instance", id, 100))
                    .extracting(e -> e.reason())
                    .contains("CREATED", "PLACED", "FETCHING_WEIGHTS", "ENGINE_LOADING", "PROBE_SUCCEEDED");
        }
    }
}
