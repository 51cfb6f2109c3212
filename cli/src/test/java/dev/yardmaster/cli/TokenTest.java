package dev.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.cli.FakeServer.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenTest {
    private static final String KEY = """
            {"id": "abcdefghij", "name": "app", "project": "default", "scopes": ["inference"],
             "createdAt": "2026-01-01T00:00:00Z"}
            """;

    @TempDir
    Path home;

    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer(home);
        server.on("POST /api/v1/api-keys", 201, "{\"key\": " + KEY + ", \"token\": \"yk_abcdefghij_topsecret\"}");
        server.on("GET /api/v1/api-keys", 200, "{\"items\": [" + KEY + "]}");
        server.on("DELETE /api/v1/api-keys/abcdefghij", 204, "");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theTokenAloneGoesToStandardOutput() {
        Outcome outcome = server.yard("token", "create", "app", "--scope", "inference", "--expires-in", "PT1H");
        assertThat(outcome.out().strip()).isEqualTo("yk_abcdefghij_topsecret");
        assertThat(server.body(0)).contains("\"inference\"").contains("PT1H");
    }

    @Test
    void orToAFileThatOnlyItsOwnerReads() throws IOException {
        Path file = home.resolve("new/app.key");
        Outcome outcome = server.yard("token", "create", "app", "--scope", "inference", "--file", file.toString());
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).doesNotContain("topsecret");
        assertThat(file).hasContent("yk_abcdefghij_topsecret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void listsAndRevokesById() {
        assertThat(server.yard("token", "list").out())
                .contains("abcdefghij")
                .contains("inference")
                .contains("never");
        assertThat(server.yard("token", "revoke", "abcdefghij").out()).contains("revoked");
    }

    @Test
    void fallsBackOnTheTokenThatTheServerWroteForThisHost() throws IOException {
        Path secrets = Files.createDirectories(home.resolve("secrets"));
        Files.writeString(secrets.resolve("admin.token"), "yk_fromfile00_secret\n");
        assertThat(Settings.from(java.util.Map.of("YARD_HOME", home.toString())).serverToken())
                .contains("yk_fromfile00_secret");
    }
}
