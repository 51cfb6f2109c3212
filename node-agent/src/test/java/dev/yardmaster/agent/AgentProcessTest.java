package dev.yardmaster.agent;

import static dev.yardmaster.agent.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.config.ConfigProblem;
import dev.yardmaster.agent.journal.DiskJournal;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.problem.Problem;
import dev.yardmaster.contract.problem.ProblemType;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent's process: what it refuses, what it answers, how it ends. */
class AgentProcessTest {
    @TempDir
    Path home;

    private FakeControlPlane server;
    private AgentUnderTest agent;

    @BeforeEach
    void open() throws Exception {
        server = new FakeControlPlane();
        server.tokens.add("one-time");
        server.files.put("tiny.gguf", Assigned.CONTENT);
        agent = new AgentUnderTest(home, server.url()).with("YARD_JOIN_TOKEN", "one-time");
    }

    @AfterEach
    void close() {
        agent.close();
        server.close();
    }

    private void refuses(String... words) throws Exception {
        assertThat(agent.start().exitCode()).isEqualTo(ConfigProblem.EXIT_CODE);
        assertThat(agent.output().lines().filter(l -> l.startsWith("yardmaster agent: ")))
                .singleElement()
                .asString()
                .contains(words);
    }

    @Test
    void takenPortIsOneLine() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            agent.with("YARD_AGENT_PORT", Integer.toString(other.getLocalPort()));
            refuses("Port " + other.getLocalPort(), "YARD_AGENT_PORT");
        }
    }

    @Test
    void takenNameIsOneLine() throws Exception {
        server.joinProblem = Optional.of(Problem.of(ProblemType.ALREADY_EXISTS, "There is a node named 'n1'."));
        refuses("'n1'", "YARD_NODE_NAME");
    }

    @Test
    void secondAgentOnOneHomeIsRefused() throws Exception {
        agent.start();
        until("first leases", () -> !server.leases.isEmpty());
        try (AgentUnderTest second = new AgentUnderTest(home, server.url())) {
            assertThat(second.start().exitCode()).isEqualTo(ConfigProblem.EXIT_CODE);
        }
        assertThat(agent.process().isAlive()).isTrue();
    }

    @Test
    void healthAndMetricsAreAnswered() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        server.assign(List.of(), List.of());
        agent.with("YARD_AGENT_PORT", Integer.toString(port)).start();
        until("first lease", () -> server.leases.size() > 1);
        HttpResponse<String> health = get(port, "/healthz");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).contains("\"status\":\"ok\"", "\"node\":\"n1\"");
        assertThat(get(port, "/metrics").body())
                .contains("yard_agent_lease_held 1.0", "yard_agent_instances{state=\"ready\"} 0");
        assertThat(get(port, "/other").statusCode()).isEqualTo(404);
        server.credentials.clear();
        until("unhealthy", () -> get(port, "/healthz").body().contains("revoked"));
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void termEndsEnginesWhereThatIsAskedFor() throws Exception {
        server.assign(List.of(Assigned.model("m1")), List.of(Assigned.running("i1", "m1")));
        agent.with("YARD_STOP_ENGINES_ON_EXIT", "true").start();
        until("ready", () -> server.isIn("i1", InstanceState.READY));
        ProcessHandle engine = ProcessHandle.of(new DiskJournal(home.resolve("agent"))
                        .entries()
                        .getFirst()
                        .pid()
                        .orElseThrow())
                .orElseThrow();
        agent.process().destroy();
        agent.exitCode();
        until("engine gone", () -> !engine.isAlive());
        assertThat(new DiskJournal(home.resolve("agent")).entries()).isEmpty();
    }

    @Test
    void corruptModelIsNeverServed() throws Exception {
        server.files.put("tiny.gguf", "weights of a tiny modeL".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        server.assign(List.of(Assigned.model("m1")), List.of(Assigned.running("i1", "m1")));
        agent.start();
        until("failed", () -> server.isIn("i1", InstanceState.FAILED));
        assertThat(server.seen("i1").orElseThrow().condition().reason()).isEqualTo(InstanceReason.DIGEST_MISMATCH);
        assertThat(server.seen("i1").orElseThrow().condition().sentence()).contains(Assigned.sha256(Assigned.CONTENT));
        assertThat(home.resolve("agent/weights/models")).isEmptyDirectory();
        assertThat(home.resolve("agent/weights/hub")).isEmptyDirectory();
    }
}
