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

    @Test
    void anEmptyListIsItsHeadings() {
        server.on("GET /api/v1/deployments", 200, "{\"items\": []}");
        assertThat(server.yard("get", "deployments").out()).startsWith("NAME").hasLineCount(1);
    }
}
