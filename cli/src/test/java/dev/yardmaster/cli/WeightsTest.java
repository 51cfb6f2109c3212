package dev.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.cli.FakeServer.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightsTest {
    private static final String FETCHING = """
            {"node": "a", "kind": "MODEL", "name": "chat", "key": "chat-01", "state": "FETCHING",
             "sentence": "From two nodes and its source.", "progress": {"done": 1048576, "total": 4194304},
             "bytesPerSecond": 2097152, "eta": "PT1M5S", "fromOrigin": 1024, "fromPeers": 1047552,
             "users": ["prefetch 'base'"], "since": "2026-11-24T08:00:00Z"}
            """;
    private static final String PREFETCH = """
            {"apiVersion": "yardmaster.dev/v1", "kind": "Prefetch",
             "metadata": {"name": "base", "project": "default"},
             "spec": {"model": "chat", "nodeLabels": {"gpu": "h100"}},
             "status": {"held": 1, "wanted": 2, "nodes": [%s]}}
            """.formatted(FETCHING);

    @TempDir
    Path home;

    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer(home);
        server.on("GET /api/v1/events?kind=Prefetch&name=base", 200, "{\"items\": []}");
        server.on("GET /api/v1/events?name=base&kind=Prefetch", 200, "{\"items\": []}");
        server.on("GET /api/v1/prefetches", 200, "{\"items\": [" + PREFETCH + "]}");
        server.on("GET /api/v1/prefetches/base", 200, PREFETCH);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "weights, weights",
        "weights --model chat, models/chat/weights",
        "weights --adapter chat, adapters/chat/weights",
        "weights --node a, nodes/a/weights"
    })
    void weightsAreListedWithBytesRateTimeAndSource(String arguments, String path) {
        server.on("GET /api/v1/" + path, 200, "{\"items\": [" + FETCHING + "]}");
        Outcome outcome = server.yard(("get " + arguments).split(" "));
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.OK);
        assertThat(outcome.out().lines().skip(1))
                .singleElement()
                .asString()
                .contains(
                        "FETCHING",
                        "1.0 MiB of 4.0 MiB",
                        "2.0 MiB/s",
                        "1m 5s",
                        "1.0 KiB",
                        "1023.0 KiB",
                        "prefetch 'base'");
    }

    @ParameterizedTest
    @CsvSource({
        "get weights x",
        "get weights --model a --node b",
        "get models --node a",
        "describe weights x",
        "delete -y weights x"
    })
    void whatMakesNoSenseIsRefused(String arguments) {
        assertThat(server.yard(arguments.split(" ")).code()).isEqualTo(ExitCode.USAGE);
        assertThat(server.requests).isEmpty();
    }

    @Test
    void policiesAreListedAndDescribed() {
        assertThat(server.yard("get", "prefetches").out().lines().skip(1))
                .singleElement()
                .asString()
                .contains("base", "1/2", "model chat", "gpu=h100");
        Outcome described = server.yard("describe", "prefetch", "base");
        assertThat(described.code()).as(described.err()).isEqualTo(ExitCode.OK);
        assertThat(described.out()).contains("on 1 of 2", "with gpu=h100", "From two nodes and its source.");
    }
}
