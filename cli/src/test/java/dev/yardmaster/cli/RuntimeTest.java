package dev.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeTest {
    private static final String RUNTIME = """
            {"apiVersion":"yardmaster.dev/v1","kind":"Runtime","metadata":{"name":"mine"},
             "spec":{"extends":"vllm","drainFor":"PT1M"},"origin":"STATED",
             "resolved":{"engine":"vllm","description":"vLLM with a longer farewell","version":"1.2","versions":["1.2"],
              "serves":{"formats":["SAFETENSORS"],"priority":1},
              "hardware":[{"kind":"NVIDIA"},{"kind":"NVIDIA"}],
              "executables":[{"type":"container","image":"vllm:1.2","sharedMemoryBytes":0},{"type":"on-path","name":"vllm"}],
              "settings":{"tensorParallel":{"arguments":["-tp","{{value}}"]}},
              "startup":{"startWithin":"PT1M","loadWithin":"PT1M","loadBytesPerSecond":0,"warmWithin":"PT1M"},
              "checks":{"health":{"path":"/health","every":"PT1S","timeout":"PT1S","failuresToUnready":3,
               "refusedWhileLoading":true}},
              "drainFor":"PT1M",
              "memory":{"share":0.9,"shareOf":"TOTAL","fixedBytes":1,"collectiveBytes":0,"graphBytes":0,
               "activationBytesPerToken":1.0,"batchedTokens":1,"concurrency":1,"blockTokens":1,"kvBytes":{"auto":2.0},
               "replicatedShare":0.0}}}""";

    @TempDir
    Path home;

    @Test
    void runtimesAreListedDescribedAndDeleted() throws IOException {
        try (FakeServer server = new FakeServer(home)) {
            story(server);
        }
    }

    private static void story(FakeServer server) {
        server.on("GET /api/v1/runtimes", 200, "{\"items\": [" + RUNTIME + "]}");
        server.on("GET /api/v1/runtimes/mine", 200, RUNTIME);
        server.on("GET /api/v1/events?kind=Runtime&name=mine", 200, "{\"items\": []}");
        server.on("GET /api/v1/events?name=mine&kind=Runtime", 200, "{\"items\": []}");
        server.on("DELETE /api/v1/runtimes/mine", 204, "");
        assertThat(server.yard("get", "runtimes").err()).isEmpty();
        assertThat(server.yard("get", "runtimes").out())
                .containsPattern("mine +vllm +1\\.2 +safetensors +nvidia +stated");
        assertThat(server.yard("describe", "runtime", "mine").out())
                .containsPattern("Extends +vllm")
                .containsPattern("Started as +image vllm:1\\.2, program vllm")
                .containsPattern("Settings +parallel\\.tensor");
        assertThat(server.yard("delete", "runtime", "mine", "-y").out()).contains("Runtime mine: deleted");
    }
}
