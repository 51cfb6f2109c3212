package dev.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.cli.FakeServer.Outcome;
import dev.yardmaster.cli.process.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodesTest {
    @TempDir
    Path home;

    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer(home);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, REFUSED",
        "401, NOT_ALLOWED",
        "403, NOT_ALLOWED",
        "404, NOT_FOUND",
        "409, REFUSED",
        "422, REFUSED",
        "503, REFUSED"
    })
    void statusBecomesAnExitCode(int status, ExitCode expected) {
        server.on("GET /api/v1/models/x", FakeServer.problem(status, "A title", "A detail."));
        Outcome outcome = server.yard("get", "model", "x");
        assertThat(outcome.code()).isEqualTo(expected);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("A title").contains("A detail.");
    }

    @Test
    void refusedFieldsAreNamedWithWhatWouldBeRight() {
        server.on("POST /api/v1/apply", 400, """
                {"type": "https://yardmaster.dev/problems/invalid-document", "title": "The document is not valid",
                 "status": 400, "detail": "two fields",
                 "errors": [{"field": "[0].spec.replicas", "problem": "it is 99", "expected": "expected 0 to 64"},
                            {"field": "[0].spec.colour", "problem": "unknown field", "expected": "expected model, replicas"}]}
                """);
        Outcome outcome = server.yardWith("kind: Deployment", "apply", "-f", "-");
        assertThat(outcome.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(outcome.err())
                .contains("[0].spec.replicas: it is 99")
                .contains("expected 0 to 64")
                .contains("[0].spec.colour: unknown field")
                .contains("expected model, replicas");
    }

    @Test
    void aServerThatIsNotThereIsNamedWithItsSetting() {
        String url = "http://127.0.0.1:" + Ports.free();
        Outcome outcome =
                FakeServer.run(Map.of("YARD_HOME", home.toString(), "YARD_SERVER_URL", url), "", "get", "nodes");
        assertThat(outcome.code()).isEqualTo(ExitCode.NOT_REACHABLE);
        assertThat(outcome.err()).contains(url).contains("YARD_SERVER_URL").hasLineCount(1);
    }

    @Test
    void anAddressThatIsNoneIsAConfigurationError() {
        Outcome outcome = FakeServer.run(Map.of("YARD_SERVER_URL", "not an address"), "", "get", "nodes");
        assertThat(outcome.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(outcome.err())
                .contains("YARD_SERVER_URL")
                .contains("not an address")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "get colours",
        "get",
        "get models --colour red",
        "get events -l a=b",
        "get events some-name",
        "delete event x",
        "apply -f /does/not/exist",
        "token",
        "token create x --scope everything",
        "chat"
    })
    void wrongUseIsTwo(String line) {
        Outcome outcome = server.yard(line.split(" "));
        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).isNotBlank();
        assertThat(server.requests).isEmpty();
    }

    @Test
    void deletingAsksAndTakesNoForAnAnswer() {
        Outcome outcome = server.yardWith("n\n", "delete", "model", "x");
        assertThat(outcome.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(server.requests).isEmpty();
    }

    @Test
    void deletingWithNobodyToAskIsWrongUse() {
        assertThat(server.yardWith("", "delete", "model", "x").code()).isEqualTo(ExitCode.USAGE);
        assertThat(server.requests).isEmpty();
    }

    @Test
    void deletingAfterYes() {
        server.on("DELETE /api/v1/models/x", 204, "");
        assertThat(server.yardWith("y\n", "delete", "model", "x").code()).isEqualTo(ExitCode.OK);
        assertThat(server.yard("delete", "models", "x", "--yes").out()).contains("Model x: deleted");
    }
}
