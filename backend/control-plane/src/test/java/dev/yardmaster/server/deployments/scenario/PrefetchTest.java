package dev.yardmaster.server.deployments.scenario;

import static dev.yardmaster.server.deployments.scenario.Stories.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.agent.AssignedModel;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.document.PrefetchSpec;
import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.weights.NodeWeights;
import dev.yardmaster.contract.weights.Prefetch;
import dev.yardmaster.contract.weights.WeightsState;
import dev.yardmaster.server.catalog.AdapterUses;
import dev.yardmaster.server.catalog.ModelUses;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@ScenarioTest
class PrefetchTest {
    @Autowired
    Stories stories;

    @Autowired
    List<ModelUses> uses;

    @Autowired
    List<AdapterUses> adapterUses;

    @Test
    void nodesWithTheLabelsHoldTheModelAndOthersDoNot() {
        try (var story = stories.begin();
                var other = stories.begin()) {
            FakeAgent a = story.node("a");
            FakeAgent elsewhere = other.node("a");
            assertThat(apply(story, "model: tiny").statusCode()).isEqualTo(200);
            String key = held(a);
            assertThat(a.assignment().models().getFirst().files())
                    .extracting(ModelFile::path)
                    .containsExactly("tiny-f16.gguf");
            assertThat(a.assignment().instances()).isEmpty();
            a.sees(key, WeightsState.HELD, 1000, 1000);
            FakeAgent later = story.node("later");
            assertThat(held(later)).isEqualTo(key);
            later.sees(key, WeightsState.FETCHING, 10, 1000);
            eventually(() -> assertThat(prefetch(story).status()).satisfies(s -> {
                assertThat(s.held()).isEqualTo(1);
                assertThat(s.wanted()).isEqualTo(2);
                assertThat(s.nodes()).extracting(NodeWeights::node).containsExactly(a.node, later.node);
                assertThat(s.nodes()).allSatisfy(n -> assertThat(n.users()).contains("prefetch '" + story.name + "'"));
            }));
            assertThat(elsewhere.assignment().models()).isEmpty();
            assertThat(stories.client.delete("/api/v1/prefetches/" + story.name).statusCode())
                    .isEqualTo(204);
            eventually(() -> assertThat(a.assignment().models()).isEmpty());
            assertThat(stories.client.get("/api/v1/prefetches/" + story.name).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void aDeploymentAndAPolicyForTheSameModelShareTheContent() {
        try (var story = stories.begin()) {
            FakeAgent a = story.node("a");
            apply(story, "model: tiny");
            String key = held(a);
            story.deploy(1).ready(1);
            eventually(() -> assertThat(a.assignment().models())
                    .extracting(AssignedModel::key)
                    .containsExactly(key));
            assertThat(prefetch(story).status().nodes())
                    .singleElement()
                    .satisfies(n -> assertThat(n.users())
                            .containsExactly("deployment '" + story.name + "'", "prefetch '" + story.name + "'"));
            stories.client.delete("/api/v1/prefetches/" + story.name);
            eventually(() -> assertThat(stories.client
                            .get("/api/v1/nodes/" + a.node + "/weights")
                            .body())
                    .doesNotContain("prefetch '"));
            assertThat(a.assignment().models()).hasSize(1);
        }
    }

    @Test
    void aPolicyFollowsItsLabelsItsModelAndItsNodes() {
        try (var story = stories.begin()) {
            FakeAgent a = story.node("a");
            apply(story, "model: tiny");
            String tiny = held(a);
            apply(story, "model: several");
            eventually(() -> assertThat(a.assignment().models()).singleElement().satisfies(m -> {
                assertThat(m.key()).isNotEqualTo(tiny);
                assertThat(m.files()).extracting(ModelFile::path).containsExactly("q4.gguf", "q8.gguf");
            }));
            HttpResponse<String> away = stories.client.postYaml(
                    "/api/v1/apply", document(story.name, "model: several, nodeLabels: {story: nobody}"));
            assertThat(away.statusCode()).as(away.body()).isEqualTo(200);
            eventually(() -> assertThat(a.assignment().models()).isEmpty());
            assertThat(prefetch(story).status()).isEqualTo(new Prefetch.Status(0, 0, List.of()));
            stories.client.delete("/api/v1/prefetches/" + story.name);
        }
    }

    @Test
    void adaptersAreHeldWithAllTheirFiles() {
        try (var story = stories.begin()) {
            FakeAgent a = story.node("a");
            apply(story, "adapter: lora");
            String key = held(a);
            assertThat(a.assignment().models().getFirst().files())
                    .extracting(ModelFile::path)
                    .containsExactly("adapter_config.json", "adapter_model.safetensors");
            a.sees(key, WeightsState.HELD, 30, 30);
            eventually(() -> assertThat(prefetch(story).status().held()).isEqualTo(1));
            assertThat(stories.client
                            .get("/api/v1/adapters/lora/weights?name=" + a.node)
                            .body())
                    .contains(key, "\"ADAPTER\"");
            assertThat(stories.client.get("/api/v1/adapters/nobody/weights").statusCode())
                    .isEqualTo(404);
            assertThat(adapterUses.stream().flatMap(u -> u.uses("lora").stream()))
                    .contains("prefetch '" + story.name + "'");
            stories.client.delete("/api/v1/prefetches/" + story.name);
        }
    }

    @Test
    void aModelIsHeldWhileAPolicyStands() {
        try (var story = stories.begin()) {
            apply(story, "model: torch");
            assertThat(uses.stream().flatMap(u -> u.uses("torch").stream())).contains("prefetch '" + story.name + "'");
            stories.client.delete("/api/v1/prefetches/" + story.name);
            assertThat(uses.stream().flatMap(u -> u.uses("torch").stream()))
                    .doesNotContain("prefetch '" + story.name + "'");
        }
    }

    @Test
    void restMakesReadsChangesAndGuards() {
        try (var story = stories.begin()) {
            String path = "/api/v1/prefetches/" + story.name;
            String body = document(story.name, "model: tiny, nodeLabels: {story: " + story.name + "}");
            HttpResponse<String> made = stories.client.postYaml("/api/v1/prefetches", body);
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
            assertThat(made.headers().firstValue("Location")).contains(path);
            assertThat(stories.client.postYaml("/api/v1/prefetches", body).statusCode())
                    .isEqualTo(409);
            String tag = made.headers().firstValue("ETag").orElseThrow();
            assertThat(put(path, body, tag).statusCode()).isEqualTo(200);
            assertThat(stories.client.get(path).headers().firstValue("ETag")).contains(tag);
            assertThat(put(path, document(story.name, "model: tiny"), tag).statusCode())
                    .isEqualTo(200);
            assertThat(put(path, body, tag).statusCode()).isEqualTo(412);
            assertThat(prefetch(story).spec())
                    .isEqualTo(new PrefetchSpec(Optional.of("tiny"), Optional.empty(), Map.of()));
            assertThat(stories.client
                            .get("/api/v1/prefetches?name=" + story.name)
                            .body())
                    .contains(story.name);
            assertThat(stories.client.delete(path).statusCode()).isEqualTo(204);
            assertThat(stories.client.delete(path).statusCode()).isEqualTo(404);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    model: nobody                              | 422 | spec.model          | apply that model first
                    adapter: nobody                            | 422 | spec.adapter        | apply that adapter first
                    model: tiny, adapter: x                    | 400 | spec.adapter        | either
                    nodeLabels: {a: b}                         | 400 | spec.model          | spec.adapter
                    model: tiny, nodeLabels: {a b: c}          | 400 | spec.nodeLabels.a b | letters
                    model: tiny, nodeLabels: {a: 'b c'}        | 400 | spec.nodeLabels.a   | letters
                    model: tiny, nodeLabel: {a: b}             | 400 | spec.nodeLabel      | nodeLabels
                    """)
    void aBadPolicyIsRefusedWithTheField(String spec, int status, String field, String part) {
        HttpResponse<String> answer = stories.client.postYaml("/api/v1/apply", document("refused", spec));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(stories.client.problem(answer).errors())
                .extracting(FieldProblem::field, FieldProblem::expected)
                .anySatisfy(t -> assertThat(t.toList().toString()).contains(field, part));
        assertThat(stories.client.get("/api/v1/prefetches/refused").statusCode())
                .isEqualTo(404);
    }

    private static String document(String name, String spec) {
        return "apiVersion: yardmaster.dev/v1\nkind: Prefetch\nmetadata: {name: " + name + "}\nspec: {" + spec + "}\n";
    }

    private HttpResponse<String> apply(Stories.Story story, String spec) {
        return stories.client.postYaml(
                "/api/v1/apply", document(story.name, spec + ", nodeLabels: {story: " + story.name + "}"));
    }

    private static String held(FakeAgent agent) {
        eventually(() -> assertThat(agent.assignment().models()).hasSize(1));
        return agent.assignment().models().getFirst().key();
    }

    private Prefetch prefetch(Stories.Story story) {
        return stories.client.read(stories.client.get("/api/v1/prefetches/" + story.name), Prefetch.class);
    }

    private HttpResponse<String> put(String path, String body, String tag) {
        return stories.client.send(stories.client
                .request(path)
                .header("Content-Type", "application/yaml")
                .header("If-Match", tag)
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }
}
