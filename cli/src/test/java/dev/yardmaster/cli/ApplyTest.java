package dev.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.cli.FakeServer.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplyTest {
    private static final String REPORT = """
            {"dryRun": %s, "results": [{"kind": "Model", "name": "a", "outcome": "CREATED", "detail": "3 files"},
                                       {"kind": "Deployment", "name": "b", "outcome": "UNCHANGED", "detail": ""}]}
            """;

    @TempDir
    Path home;

    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer(home);
        server.on("POST /api/v1/apply", 200, REPORT.formatted("false"));
        server.on("POST /api/v1/apply?dryRun=true", 200, REPORT.formatted("true"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void saysWhatBecameOfEachDocument() {
        Outcome outcome = server.yardWith("kind: Model", "apply", "-f", "-");
        assertThat(outcome.out().lines()).containsExactly("Model a: created. 3 files", "Deployment b: unchanged");
        assertThat(server.body(0)).contains("kind: Model");
    }

    @Test
    void dryRunsAreCalledThat() {
        assertThat(server.yardWith("kind: Model", "apply", "--dry-run", "-f", "-")
                        .out())
                .contains("Model a: would be created");
        assertThat(server.requests).allMatch(r -> r.getTarget().endsWith("?dryRun=true"));
    }

    @Test
    void aDirectoryIsItsDocumentsInOrderOfName(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("2.yaml"), "second: 2");
        Files.writeString(directory.resolve("1.yml"), "first: 1");
        Files.writeString(directory.resolve("notes.txt"), "third: 3");
        server.yard("apply", "-f", directory.toString());
        assertThat(server.body(0).replace("[text=", "").replace("]", ""))
                .contains("first: 1")
                .contains("second: 2")
                .doesNotContain("third")
                .matches(s -> s.indexOf("first") < s.indexOf("second"));
    }

    @Test
    void aDirectoryWithoutDocumentsIsWrongUse(@TempDir Path directory) {
        assertThat(server.yard("apply", "-f", directory.toString()).code()).isEqualTo(ExitCode.USAGE);
        assertThat(server.requests).isEmpty();
    }
}
