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

class SecretTest {
    private static final String INFO = """
            {"name": "bucket", "keys": ["accessKeyId", "secretAccessKey"], "version": 0,
             "createdAt": "2026-01-01T00:00:00Z", "changedAt": "2026-01-01T00:00:00Z"}
            """;

    @TempDir
    Path home;

    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer(home);
        server.on("PUT /api/v1/secrets/bucket", 200, INFO);
        server.on("GET /api/v1/secrets", 200, "{\"items\": [" + INFO + "]}");
        server.on("DELETE /api/v1/secrets/bucket", 204, "");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void valuesComeFromLinesOfStandardInput() {
        Outcome outcome =
                server.yardWith("AKIA1\ntops3cret\n", "secret", "set", "bucket", "accessKeyId", "secretAccessKey");
        assertThat(outcome.code()).isEqualTo(ExitCode.OK);
        assertThat(server.body(0))
                .contains("\"accessKeyId\" : \"AKIA1\"")
                .contains("\"secretAccessKey\" : \"tops3cret\"");
        assertThat(outcome.out() + outcome.err())
                .contains("accessKeyId, secretAccessKey")
                .doesNotContain("tops3cret");
    }

    @Test
    void orFromAFileOrAllOfStandardInput() throws IOException {
        Path file = Files.writeString(home.resolve("key"), "tops3cret\n");
        server.yardWith("{\n \"a\": 1\n}\n", "secret", "set", "bucket", "serviceAccountJson=-", "other=@" + file);
        assertThat(server.body(0))
                .contains("\"serviceAccountJson\" : \"{\\n \\\"a\\\": 1\\n}\"")
                .contains("\"other\" : \"tops3cret\"");
    }

    @Test
    void neverFromAnArgumentWhichIsNotRepeatedEither() {
        Outcome outcome = server.yard("secret", "set", "bucket", "token=tops3cret");
        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("token=@FILE").doesNotContain("tops3cret");
        assertThat(server.requests).isEmpty();
    }

    @Test
    void noValueIsNotAnEmptyOne() {
        assertThat(server.yard("secret", "set", "bucket", "token").err()).contains("no value for token");
        assertThat(server.yard("secret", "set", "bucket", "token=@" + home.resolve("nowhere"))
                        .err())
                .contains("NoSuchFile");
        assertThat(server.requests).isEmpty();
    }

    @Test
    void listsKeysAndDeletes() {
        assertThat(server.yard("secret", "list").out()).contains("bucket").contains("accessKeyId, secretAccessKey");
        assertThat(server.yard("secret", "delete", "bucket").out()).contains("deleted");
        assertThat(server.yard("get", "secret", "bucket").err()).contains("listed only");
    }
}
