package dev.yardmaster.contract.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.deployment.Condition;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.deployment.Load;
import dev.yardmaster.contract.document.DeploymentSpec;
import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.contract.engine.Checks;
import dev.yardmaster.contract.engine.EngineMetric;
import dev.yardmaster.contract.engine.EngineReading;
import dev.yardmaster.contract.engine.Startup;
import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.Problem;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.contract.route.Route;
import dev.yardmaster.contract.route.RouteKey;
import dev.yardmaster.contract.route.RouteTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Whatever is sent arrives as it was, and secrets do not show in what is printed. */
class WireFormatTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .build();
    private static final Instant NOW = Instant.parse("2026-11-24T10:15:30.123456Z");

    static List<Object> everythingThatTravels() {
        return List.of(
                new LeaseResponse(NOW, Duration.ofSeconds(15)),
                new LeaseRequest(
                        "boot",
                        7,
                        "1.0",
                        Map.of("chat-1-abcde", new Load(Optional.of(3L), Optional.empty(), Optional.of(0.5)))),
                new EngineReading(
                        "chat-1-abcde",
                        NOW,
                        Map.of(EngineMetric.RUNNING, 2.0),
                        Map.of(
                                EngineMetric.TTFT,
                                new EngineReading.Histogram(
                                        0.5, 1, List.of(new EngineReading.Bucket(Double.MAX_VALUE, 1))))),
                assignment(),
                new ObservationBatch(
                        7,
                        List.of(new Observation(
                                "chat-1-abcde",
                                new Condition(
                                        InstanceState.READY, InstanceReason.PROBE_SUCCEEDED, "Answers since now.", NOW),
                                Optional.of("http://127.0.0.1:9000"),
                                Optional.empty(),
                                2)),
                        List.of("key")),
                new RouteTable(
                        3,
                        NOW,
                        List.of(new Route(
                                "chat",
                                "default",
                                NOW,
                                List.of(new Route.Target(
                                        "chat",
                                        1,
                                        2,
                                        List.of(new Route.Endpoint(
                                                "chat-1-abcde", "http://127.0.0.1:9000", "chat", "secret", false)))))),
                        List.of(new RouteKey(
                                "id", "name", "default", "ab", Set.of(KeyScope.INFERENCE), Optional.of(NOW)))),
                Problem.of(ProblemType.INVALID_DOCUMENT, "No.", new FieldProblem("spec.replicas", "is -1", "0 to 64")),
                DeploymentSpec.of("tiny"),
                Metadata.named("tiny"));
    }

    private static Assignment assignment() {
        Launch launch = Launch.plain(
                "llama-cpp",
                new EngineExecutable.OnPath("llama-server"),
                List.of("--port", "{{port}}"),
                Map.of("A", "b"),
                "YARD_ENGINE_API_KEY",
                Startup.within(Duration.ofMinutes(10)),
                Checks.health("/health", 503, Duration.ofMillis(500), Duration.ofSeconds(2), 3));
        return new Assignment(
                "node-a",
                9,
                List.of(
                        new AssignedModel("k1", "yardmaster/tiny", "c0ffee", List.of(new ModelFile("m.gguf", 5, "aa"))),
                        new AssignedModel("k2", "org/name", "c0ffee", List.of())),
                List.of(new AssignedInstance(
                        "chat-1-abcde",
                        "chat",
                        1,
                        "k1",
                        "chat",
                        "very-secret",
                        launch,
                        AssignedInstance.Desired.RUN,
                        InstanceReason.PLACED,
                        Duration.ofSeconds(30))));
    }

    @ParameterizedTest
    @MethodSource("everythingThatTravels")
    void arrivesAsItWasSent(Object sent) {
        String json = JSON.writeValueAsString(sent);
        assertThat(JSON.readValue(json, sent.getClass())).isEqualTo(sent);
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(assignment().toString()).doesNotContain("very-secret");
        assertThat(everythingThatTravels().toString()).doesNotContain("secret");
    }

    @Test
    void scopesTravelAsTheirWords() {
        assertThat(JSON.writeValueAsString(KeyScope.NODE_JOIN)).isEqualTo("\"node-join\"");
        assertThat(JSON.readValue("\"hub-read\"", KeyScope.class)).isEqualTo(KeyScope.HUB_READ);
    }

    @Test
    void aSpecWithNothingButAModelMeansOneReplicaAnywhere() {
        DeploymentSpec read = JSON.readValue("{\"model\":\"tiny\"}", DeploymentSpec.class);
        assertThat(read).isEqualTo(DeploymentSpec.of("tiny"));
        assertThat(read.wantedReplicas()).isEqualTo(1);
    }
}
