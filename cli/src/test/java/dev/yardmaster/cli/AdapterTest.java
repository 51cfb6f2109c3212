package dev.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdapterTest {
    private static final String ADAPTER = """
            {"apiVersion": "yardmaster.dev/v1", "kind": "Adapter",
             "metadata": {"name": "json", "project": "default"},
             "spec": {"source": "hf://acme/json-lora", "base": "tiny"},
             "status": {"commit": "0123456789abcdef0123", "format": "SAFETENSORS", "bytes": 1024,
                        "files": [{"path": "adapter_model.safetensors", "size": 1024, "pin": "md5:ab"}],
                        "facts": {"rank": 16, "alpha": 32.0, "targetModules": ["q_proj"], "baseModel": "acme/tiny"},
                        "notes": ["It has no README."]}}
            """;
    private static final String MODEL = """
            {"apiVersion": "yardmaster.dev/v1", "kind": "Model",
             "metadata": {"name": "tiny", "project": "default"},
             "spec": {"source": "hf://acme/tiny", "facts": {"contextLength": 8192}},
             "status": {"commit": "0123456789abcdef0123", "format": "SAFETENSORS", "bytes": 1024, "files": [],
                        "facts": {"contextLength": 8192, "parameters": 7620000000, "licence": "mit", "gated": true},
                        "derived": {"contextLength": 4096, "parameters": 7620000000},
                        "notes": ["It has no chat template."]}}
            """;

    private static final String CHOICE = """
            {"runtime": "vllm", "version": "1.0", "why": "vllm with 80 points, ahead of sglang with 76",
             "verdicts": [{"runtime": "vllm", "fits": true, "score": 80, "why": ["it names the architecture"]},
                          {"runtime": "sglang", "fits": true, "score": 76, "why": ["its priority is 60"]},
                          {"runtime": "ollama", "fits": false, "score": 0, "why": ["It cannot load safetensors weights."]}]}
            """;

    @TempDir
    Path home;

    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer(home);
        server.on("GET /api/v1/adapters", 200, "{\"items\": [" + ADAPTER + "]}");
        server.on("GET /api/v1/adapters/json", 200, ADAPTER);
        server.on("GET /api/v1/models/tiny", 200, MODEL);
        server.on("GET /api/v1/models/tiny/runtimes", 200, CHOICE);
        server.on("GET /api/v1/models", 200, "{\"items\": [" + MODEL + "]}");
        server.on("GET /api/v1/events?kind=Adapter&name=json", 200, "{\"items\": []}");
        server.on("GET /api/v1/events?name=json&kind=Adapter", 200, "{\"items\": []}");
        server.on("GET /api/v1/events?kind=Model&name=tiny", 200, "{\"items\": []}");
        server.on("GET /api/v1/events?name=tiny&kind=Model", 200, "{\"items\": []}");
        server.on("DELETE /api/v1/adapters/json", 204, "");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void isListedDescribedAndDeleted() {
        assertThat(server.yard("get", "adapters").out()).contains("RANK").containsPattern("json +tiny +16 +1.0 KiB");
        assertThat(server.yard("describe", "adapter", "json").out())
                .containsPattern("Base +tiny")
                .containsPattern("Changes +q_proj")
                .containsPattern("Note +It has no README.")
                .contains("md5:ab");
        assertThat(server.yard("delete", "adapter", "json", "-y").out()).contains("Adapter json: deleted");
    }

    @Test
    void aModelSaysWhatIsStatedAndWhatItsFilesSay() {
        assertThat(server.yard("get", "models").out()).contains("7.62 B");
        assertThat(server.yard("describe", "model", "tiny").out())
                .containsPattern("Context +8192 tokens")
                .containsPattern("Stated +context 8192 tokens; its files say 4096 tokens")
                .containsPattern("Licence +mit, gated")
                .containsPattern("Note +It has no chat template.")
                .contains("Runtime: vllm with 80 points, ahead of sglang with 76.")
                .containsPattern("vllm +yes +80 +it names the architecture")
                .containsPattern("sglang +yes +76 +its priority is 60")
                .containsPattern("ollama +no +- +It cannot load safetensors weights\\.");
    }

    @Test
    void aModelThatNothingServesSaysWhy() {
        server.on(
                "GET /api/v1/models/tiny/runtimes",
                FakeServer.problem(409, "No runtime here serves the model", "no runtime here serves it: x"));
        assertThat(server.yard("describe", "model", "tiny").out())
                .contains("Runtime: none. no runtime here serves it: x");
    }
}
