package dev.yardmaster.server.deployments.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.document.ApplyReport;
import dev.yardmaster.contract.document.ApplyReport.Outcome;
import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.Problem;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@ScenarioTest
class DeploymentProblemsTest {
    @Autowired
    Stories stories;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    model: nobody                                          | 422 | spec.model                      | nobody
                    model: tiny, runtime: nothing                          | 422 | spec.runtime                    | llama-cpp
                    model: torch, runtime: llama-cpp                       | 400 | spec.runtime                    | takes gguf
                    model: pickle                                          | 400 | spec.model                      | llama-cpp cannot load weights of no format
                    model: several                                         | 400 | spec.model                      | q4.gguf, q8.gguf
                    model: tiny, replicas: 65                              | 400 | spec.replicas                   | 0 to 64
                    model: tiny, replicas: -1                              | 400 | spec.replicas                   | 0 to 64
                    model: tiny, replicas: many                            | 400 | spec.replicas                   | many
                    model: tiny, engine: {contextLength: 127}              | 400 | spec.engine.contextLength       | 128 to 1048576
                    model: tiny, engine: {maxConcurrency: 0}               | 400 | spec.engine.maxConcurrency      | 1 to 256
                    model: tiny, engine: {threads: 257}                    | 400 | spec.engine.threads             | 1 to 256
                    model: tiny, runtime: llama-cpp, engine: {maxConcurrency: 65} | 400 | spec.engine.maxConcurrency      | at most 64
                    model: tiny, engine: {thread: 1}                       | 400 | spec.engine.thread              | threads
                    model: tiny, placement: {nodeLabels: {a b: c}}         | 400 | spec.placement.nodeLabels.a b   | letters
                    model: tiny, placement: {nodeLabels: {gpu: 'no thing'}}| 400 | spec.placement.nodeLabels.gpu   | letters
                    replicas: 1                                            | 400 | spec.model                      | missing
                    """)
    void aBadDeploymentIsRefusedWithTheFieldAndNothingIsMade(String spec, int status, String field, String part) {
        HttpResponse<String> answer = stories.client.postYaml(
                "/api/v1/apply",
                "apiVersion: yardmaster.dev/v1\nkind: Deployment\nmetadata: {name: refused}\nspec: {" + spec + "}\n");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        Problem problem = stories.client.problem(answer);
        assertThat(problem.errors()).extracting(FieldProblem::field).anyMatch(f -> f.endsWith(field));
        assertThat(answer.body()).contains(part);
        assertThat(stories.client.get("/api/v1/deployments/refused").statusCode())
                .isEqualTo(404);
    }

    @Test
    void applyingSaysWhatItDid() {
        try (var story = stories.begin()) {
            assertThat(apply(story.document("parts", 1, "")).detail())
                    .contains("Revision 1 with 1 instance wanted", "gguf");
            assertThat(apply(story.document("parts", 1, "")).outcome()).isEqualTo(Outcome.UNCHANGED);
            assertThat(apply(story.document("parts", 2, "")).detail()).isEqualTo("1 wanted before, now 2.");
            assertThat(apply(story.document("tiny", 2, "")).detail()).contains("Revision 2 replaces revision 1");
            assertThat(stories.deployments.revisions(story.name)).hasSize(2);
        }
    }

    @Test
    void aDryRunChangesNothing() {
        try (var story = stories.begin()) {
            HttpResponse<String> answer =
                    stories.client.postYaml("/api/v1/apply?dryRun=true", story.document("tiny", 1, ""));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(stories.client.get("/api/v1/deployments/" + story.name).statusCode())
                    .isEqualTo(404);
        }
    }

    private ApplyReport.Result apply(String document) {
        HttpResponse<String> answer = stories.client.postYaml("/api/v1/apply", document);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return stories.client.read(answer, ApplyReport.class).results().getFirst();
    }

    @Test
    void anOldVersionIsRefused() {
        try (var story = stories.begin()) {
            story.deploy(0);
            HttpResponse<String> read = stories.client.get("/api/v1/deployments/" + story.name);
            String tag = read.headers().firstValue("ETag").orElseThrow();
            story.deploy(1);
            HttpRequest.Builder put = stories.client
                    .request("/api/v1/deployments/" + story.name)
                    .header("If-Match", tag)
                    .header("Content-Type", "application/yaml")
                    .PUT(HttpRequest.BodyPublishers.ofString(story.document("tiny", 2, "")));
            assertThat(stories.client.send(put).statusCode()).isEqualTo(412);
            assertThat(story.deployment().spec().wantedReplicas()).isEqualTo(1);
        }
    }

    @Test
    void aModelThatIsTooLargeForEveryNodeIsRefusedWithWhatItNeeds() {
        try (var story = stories.begin()) {
            FakeAgent a = story.node("a");
            HttpResponse<String> answer = stories.client.postYaml("/api/v1/apply", story.document("huge", 1, ""));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(stories.client.problem(answer).detail())
                    .contains(
                            "llama-cpp has no room for the model on any node", a.node, "90.0 GiB weights", "14.4 GiB");
        }
    }

    @Test
    void aModelThatIsTooLargeWaitsWhereNoNodeHasJoinedYet() {
        try (var story = stories.begin()) {
            story.apply("huge", 1, "");
            assertThat(story.deployment().status().sentence()).contains("is pending");
        }
    }
}
