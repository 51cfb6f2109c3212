package dev.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
    private static final String INSTANCE = """
            {"id": "%s", "deployment": "chat", "revision": %d, "restarts": 0,
             "condition": {"state": "READY", "reason": "PROBE_SUCCEEDED", "sentence": "answers", "since": "2026-01-01T00:00:00Z"}}
            """;

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

    @Test
    void logsOfADeploymentAreThoseOfItsNewestInstance() {
        server.on("GET /api/v1/deployments/chat", 200, "{}")
                .on(
                        "GET /api/v1/instances?deployment=chat",
                        200,
                        "{\"items\": [" + INSTANCE.formatted("chat-2-b", 2) + "," + INSTANCE.formatted("chat-1-a", 1)
                                + "]}")
                .on("GET /api/v1/instances/chat-2-b/logs?tail=5&follow=false", 200, "one\ntwo\n")
                .on("GET /api/v1/instances/chat-2-b/logs?follow=false&tail=5", 200, "one\ntwo\n");
        assertThat(server.yard("logs", "chat", "--tail", "5").out().lines()).containsExactly("one", "two");
    }

    private static final String READINGS =
            "{\"instance\": \"chat-1-a\", \"sentence\": \"None yet.\", \"adapters\": [], \"placed\": []}";

    @Test
    void instancesTellOfTheirDevices() {
        String placed = INSTANCE.formatted("chat-1-a", 1).strip();
        placed = placed.substring(0, placed.length() - 1)
                + ", \"node\": \"n1\", \"devices\": [{\"node\": \"n1\", \"vendor\": \"NVIDIA\", \"index\": 3,"
                + " \"uuid\": \"GPU-3\", \"share\": 0.45}]}";
        server.on("GET /api/v1/instances", 200, "{\"items\": [" + placed + "]}")
                .on("GET /api/v1/instances/chat-1-a", 200, placed)
                .on("GET /api/v1/instances/chat-1-a/readings", 200, READINGS)
                .on("GET /api/v1/events?kind=Instance&name=chat-1-a", 200, "{\"items\": []}")
                .on("GET /api/v1/events?name=chat-1-a&kind=Instance", 200, "{\"items\": []}");
        assertThat(server.yard("get", "instances", "-o", "wide").out()).contains("DEVICES", "NVIDIA 3");
        assertThat(server.yard("get", "instances").out()).doesNotContain("DEVICES", "NVIDIA");
        assertThat(server.yard("describe", "instance", "chat-1-a").out()).containsPattern("n1 +NVIDIA 3 +45 % +GPU-3");
    }

    @Test
    void logsOfNothingAreNotFound() {
        assertThat(server.yard("logs", "nothing").code()).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void eventsAreOldestFirst() {
        server.on("GET /api/v1/events", 200, """
                {"items": [
                  {"id": 2, "at": "2026-01-01T00:00:02Z", "severity": "INFO", "kind": "Node", "name": "a", "reason": "JOINED", "sentence": "second"},
                  {"id": 1, "at": "2026-01-01T00:00:01Z", "severity": "WARNING", "kind": "Node", "name": "a", "reason": "LEFT", "sentence": "first"}]}
                """);
        assertThat(server.yard("events").out().lines().map(l -> l.replaceAll(".*: ", "")))
                .containsExactly("first (LEFT)", "second (JOINED)");
    }
}
