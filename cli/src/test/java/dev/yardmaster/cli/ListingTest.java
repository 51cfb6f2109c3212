package dev.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.cli.FakeServer.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingTest {
    private static final String MODEL = """
            {"apiVersion": "yardmaster.dev/v1", "kind": "Model",
             "metadata": {"name": "%s", "project": "default", "labels": {"team": "%s"}},
             "spec": {"source": "hub://yardmaster/tiny-chat@v1"},
             "status": {"commit": "0123456789abcdef0123", "format": "GGUF", "bytes": 2880288,
                        "files": [{"path": "a.gguf", "size": 2880288, "sha256": "ab"}]}}
            """;

    @TempDir
    Path home;

    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer(home);
        server.on(
                "GET /api/v1/models",
                200,
                "{\"items\": [" + MODEL.formatted("first", "red") + "], \"next\": \"first\"}");
        server.on("GET /api/v1/models?after=first", 200, "{\"items\": [" + MODEL.formatted("second", "blue") + "]}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tablesHoldAllPages() {
        Outcome outcome = server.yard("get", "models");
        assertThat(outcome.code()).isEqualTo(ExitCode.OK);
        assertThat(outcome.out().lines().map(l -> l.split(" +")[0])).containsExactly("NAME", "first", "second");
        assertThat(outcome.out())
                .contains("2.7 MiB")
                .contains("0123456789ab ")
                .contains("hub://yardmaster/tiny-chat@v1");
    }

    @Test
    void labelsChoose() {
        assertThat(server.yard("get", "models", "-l", "team=blue").out().lines().skip(1))
                .singleElement()
                .asString()
                .startsWith("second");
        assertThat(server.yard("get", "models", "-l", "team=green").out()).hasLineCount(1);
    }

    @Test
    void jsonAndYamlAreWhatTheServerSaid() {
        assertThat(server.yard("get", "models", "-o", "json").out())
                .startsWith("[")
                .contains("\"name\" : \"second\"");
        assertThat(server.yard("get", "models", "-o", "YAML").out())
                .startsWith("---")
                .contains("name: second")
                .contains("format: GGUF");
        server.on("GET /api/v1/models/first", 200, MODEL.formatted("first", "red"));
        assertThat(server.yard("get", "model", "first", "-o", "json").out()).startsWith("{");
    }

    @Test
    void everyCallCarriesTheToken() {
        server.yard("get", "models");
        assertThat(server.requests)
                .hasSize(2)
                .allSatisfy(
                        r -> assertThat(r.getHeaders().get("Authorization")).isEqualTo("Bearer yk_testtoken0_secret"));
    }

    private static final String INSTANCE = """
            {"id": "chat-1-a", "deployment": "chat", "revision": 1, "node": "gpu-1", "restarts": 0,
             "endpoint": "http://10.0.0.1:8000", "load": {"running": 4, "kvUse": 0.426},
             "condition": {"state": "READY", "reason": "PROBE_SUCCEEDED", "sentence": "The engine answers.",
                           "since": "2026-11-24T10:00:00Z"}}
            """;

    @Test
    void aWideListTellsWhatInstancesAreBusyWith() {
        server.on("GET /api/v1/instances", 200, "{\"items\": [" + INSTANCE + "]}");
        assertThat(server.yard("get", "instances", "-o", "wide").out().lines())
                .satisfiesExactly(
                        heading -> assertThat(heading).containsSubsequence("RUNNING", "WAITING", "KV"),
                        row -> assertThat(row.split("  +"))
                                .containsSubsequence("gpu-1", "4", "-", "43 %", "http://10.0.0.1:8000"));
        assertThat(server.yard("get", "models", "-o", "wide").out())
                .isEqualTo(server.yard("get", "models").out());
    }

    @Test
    void describingAnInstanceTellsItsReadingsAndItsMemory() {
        server.on("GET /api/v1/instances/chat-1-a", 200, INSTANCE);
        server.on("GET /api/v1/events?kind=Instance&name=chat-1-a", 200, "{\"items\": []}");
        server.on(
                "GET /api/v1/instances/chat-1-a/readings",
                200,
                "{\"instance\": \"chat-1-a\", \"sentence\": \"None yet: it loads.\", \"adapters\": [], \"placed\": []}");
        assertThat(server.yard("describe", "instance", "chat-1-a").out()).contains("None yet: it loads.");
        server.on("GET /api/v1/instances/chat-1-a/readings", 200, """
                {"instance": "chat-1-a", "sentence": "Measured at 2026-11-24T10:00:00Z.",
                 "taken": {"at": "2026-11-24T10:00:00Z",
                   "values": {"RUNNING": 4, "KV_USE": 0.5, "PREFIX_QUERIES": 200, "PREFIX_HITS": 50, "TOKENS_OUT": 7},
                   "spreads": {"TTFT": {"count": 3, "mean": 0.2, "p50": 0.1, "p95": 0.5}}},
                 "adapters": [{"name": "json", "state": "FAILED", "sentence": "its rank is too high"}],
                 "said": {"weightsBytes": 16106127360, "keyValueTokens": 400000},
                 "placed": ["TP1 on H100: learned from 3 starts"]}
                """);
        assertThat(server.yard("describe", "instance", "chat-1-a").out())
                .contains("4 running, ? waiting")
                .contains("50 % in use")
                .contains("25 % of 200 tokens were found")
                .contains("half within 0.100 s, 95 % within 0.500 s, mean 0.200 s of 3")
                .contains("weights 15.0 GiB, room for 400000 tokens")
                .contains("TP1 on H100: learned from 3 starts")
                .contains("json     FAILED  its rank is too high");
    }

    @Test
    void anEmptyListIsItsHeadings() {
        server.on("GET /api/v1/deployments", 200, "{\"items\": []}");
        assertThat(server.yard("get", "deployments").out()).startsWith("NAME").hasLineCount(1);
    }
}
