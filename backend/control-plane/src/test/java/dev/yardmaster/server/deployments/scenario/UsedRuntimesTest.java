package dev.yardmaster.server.deployments.scenario;

import static dev.yardmaster.server.deployments.scenario.Stories.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.problem.Problem;
import dev.yardmaster.contract.problem.ProblemType;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A runtime stays as long as a deployment needs it, and whoever wants to delete it is told which. */
@ScenarioTest
class UsedRuntimesTest {
    @Autowired
    Stories stories;

    private static String named(Stories.Story story) {
        return story.name + "-rt";
    }

    private String address(Stories.Story story) {
        return "/api/v1/runtimes/" + named(story);
    }

    /** @param automatic whether it is chosen where nobody names it, and before all others */
    private void state(Stories.Story story, boolean automatic) {
        HttpResponse<String> made = stories.client.postYaml("/api/v1/runtimes", """
                apiVersion: yardmaster.dev/v1
                kind: Runtime
                metadata: {name: %s}
                spec: {extends: llama-cpp, serves: {priority: 1000, automatic: %s}}
                """.formatted(named(story), automatic));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    private void refusedNaming(Stories.Story story, String user) {
        HttpResponse<String> answer = stories.client.delete(address(story));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        Problem problem = stories.client.problem(answer);
        assertThat(problem.type()).isEqualTo(ProblemType.IN_USE.uri());
        assertThat(problem.detail())
                .isEqualTo("The runtime '" + named(story) + "' is needed by deployment '" + user + "'.");
        assertThat(stories.client.get(address(story)).statusCode()).isEqualTo(200);
    }

    private void goes(Stories.Story story) {
        HttpResponse<String> answer = stories.client.delete(address(story));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        assertThat(stories.client.get(address(story)).statusCode()).isEqualTo(404);
        assertThat(stories.client
                        .get("/api/v1/events?kind=Runtime&name=" + named(story))
                        .body())
                .contains("The runtime was deleted.");
    }

    @Test
    void oneThatADeploymentNamesStaysEvenWithoutInstances() {
        try (var story = stories.begin()) {
            state(story, false);
            story.apply("tiny", 0, "  runtime: " + named(story));
            refusedNaming(story, story.name);
            story.apply("tiny", 0, "  runtime: llama-cpp");
            goes(story);
        }
    }

    @Test
    void oneThatWasChosenStaysUntilItsLastEngineHasEnded() {
        try (var story = stories.begin()) {
            FakeAgent agent = story.node("a");
            state(story, true);
            story.apply("tiny", 1, "").ready(1);
            assertThat(agent.assignment().instances().getFirst().launch().runtime())
                    .isEqualTo(named(story));
            refusedNaming(story, story.name);
            agent.slow(true);
            story.apply("tiny", 1, "  runtime: llama-cpp");
            eventually(() -> assertThat(story.in(InstanceState.READY)).isNotEmpty());
            refusedNaming(story, story.name);
            agent.slow(false);
            story.ready(1);
            eventually(() -> assertThat(story.instances())
                    .allSatisfy(i -> assertThat(i.revision()).isEqualTo(2)));
            goes(story);
        }
    }

    @Test
    void oneWhoseDeploymentIsBeingDeletedIsFree() {
        try (var story = stories.begin()) {
            state(story, false);
            story.node("a");
            story.apply("tiny", 1, "  runtime: " + named(story)).ready(1);
            stories.client.delete("/api/v1/deployments/" + story.name);
            goes(story);
        }
    }

    @Test
    void aDryRunNeedsNothing() {
        try (var story = stories.begin()) {
            state(story, false);
            HttpResponse<String> dry = stories.client.postYaml(
                    "/api/v1/apply?dryRun=true", story.document("tiny", 1, "  runtime: " + named(story)));
            assertThat(dry.statusCode()).as(dry.body()).isEqualTo(200);
            goes(story);
        }
    }
}
