package dev.yardmaster.standins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.standins.bin.Machine;
import dev.yardmaster.standins.bin.StandIns;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every stand-in answers a chat as its engine does, counts it, keeps its doors and refuses what the engine refuses. */
class StandInsTest {
    private static final String CHAT = """
            {"model": "tiny", "messages": [{"role": "user", "content": "What is the capital of France?"}]}""";

    @TempDir
    Path home;

    private int port;
    private int other;

    @BeforeEach
    void ports() {
        port = Running.freePort();
        other = Running.freePort();
    }

    /**
     * @param loadingStatus what health says while it loads; 0 for nothing
     * @param locked status without its key; 200 where it has none
     * @param counted metric that a chat moves; empty where there are none
     */
    private record Story(
            String engine,
            Machine machine,
            int loadingStatus,
            String health,
            int locked,
            String metrics,
            String counted) {
        @Override
        public String toString() {
            return engine;
        }
    }

    static Stream<Story> stories() {
        Machine h100 = Machine.h100(2);
        return Stream.of(
                new Story("vllm", h100, 0, "/health", 401, "/metrics", "vllm:prompt_tokens_total"),
                new Story("sglang", h100, 503, "/health", 401, "/metrics", "sglang:prompt_tokens_total"),
                new Story("trtllm-serve", h100, 0, "/health", 200, "/prometheus/metrics", "trtllm_prompt_tokens_total"),
                new Story("openai_frontend", h100, 0, "/health/ready", 200, "/metrics", "vllm:prompt_tokens_total"),
                new Story("text-generation-launcher", h100, 0, "/health", 401, "/metrics", "tgi_request_success"),
                new Story("mindie_llm_server", Machine.ascend910b(2), 0, "/health", 200, "", ""),
                new Story("lmdeploy", h100, 0, "/health", 401, "/metrics", "lmdeploy:prompt_tokens_total"),
                new Story(
                        "llama-server",
                        Machine.none(),
                        503,
                        "/health",
                        401,
                        "/metrics",
                        "llamacpp:prompt_tokens_total"),
                new Story("ollama", Machine.none(), 200, "/", 200, "", ""));
    }

    private List<String> command(String engine) throws IOException {
        String model = Running.model().toString();
        String p = String.valueOf(port);
        return switch (engine) {
            case "vllm" ->
                List.of("vllm", "serve", model, "--served-model-name", "tiny", "--port", p, "--host", "127.0.0.1");
            case "sglang" ->
                List.of(
                        "sglang",
                        "serve",
                        "--model-path",
                        model,
                        "--served-model-name",
                        "tiny",
                        "--port",
                        p,
                        "--api-key",
                        "secret",
                        "--enable-metrics");
            case "trtllm-serve" -> {
                Path config = home.resolve("trt.yaml");
                Files.writeString(config, "return_perf_metrics: true\nkv_cache_config: {enable_block_reuse: true}\n");
                yield List.of("trtllm-serve", model, "--port", p, "--host", "127.0.0.1", "--config", config.toString());
            }
            case "openai_frontend" ->
                List.of(
                        "openai_frontend",
                        "--model-repository",
                        triton(),
                        "--tokenizer",
                        model,
                        "--host",
                        "127.0.0.1",
                        "--openai-port",
                        p);
            case "text-generation-launcher" ->
                List.of("text-generation-launcher", "--hostname", "127.0.0.1", "-p", p, "--max-total-tokens", "512");
            case "mindie_llm_server" -> List.of("mindie_llm_server");
            case "lmdeploy" ->
                List.of(
                        "lmdeploy",
                        "serve",
                        "api_server",
                        model,
                        "--model-name",
                        "tiny",
                        "--server-port",
                        p,
                        "--api-keys",
                        "secret");
            case "llama-server" ->
                List.of(
                        "llama-server",
                        "-m",
                        model + "/tiny-chat-v1-f16.gguf",
                        "-a",
                        "tiny",
                        "--port",
                        p,
                        "--metrics",
                        "--api-key",
                        "secret");
            default -> List.of("ollama", "serve");
        };
    }

    private String triton() throws IOException {
        Path model = home.resolve("repository/tiny/1");
        Files.createDirectories(model);
        Files.writeString(
                model.resolve("model.json"), "{\"model\": \"" + Running.model() + "\", \"max_model_len\": 512}");
        Files.writeString(model.resolveSibling("config.pbtxt"), """
                backend: "vllm"
                parameters: {key: "REPORT_CUSTOM_METRICS" value: {string_value: "true"}}
                """);
        return home.resolve("repository").toString();
    }

    private Map<String, String> environment(String engine) throws IOException {
        return switch (engine) {
            case "vllm" -> Map.of("VLLM_API_KEY", "secret");
            case "text-generation-launcher" ->
                Map.of("API_KEY", "secret", "MODEL_ID", Running.model().toString());
            case "mindie_llm_server" -> Map.of("MIES_CONFIG_JSON_PATH", mindie());
            case "ollama" -> Map.of("OLLAMA_HOST", "127.0.0.1:" + port, "OLLAMA_MODELS", ollama());
            default -> Map.of();
        };
    }

    private String mindie() throws IOException {
        Path file = home.resolve("config.json");
        Files.writeString(file, """
                {"Version": "1.0.0", "ServerConfig": {"ipAddress": "127.0.0.1", "managementIpAddress": "127.0.0.1",
                 "port": %d, "managementPort": %d, "metricsPort": %d, "httpsEnabled": false},
                 "BackendConfig": {"npuDeviceIds": [[0, 1]], "ModelDeployConfig": {"maxSeqLen": 512, "maxInputTokenLen": 256,
                  "ModelConfig": [{"modelName": "tiny", "modelWeightPath": "%s", "worldSize": 2}]}}}
                """.formatted(port, port, other, Running.model()));
        Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        return file.toString();
    }

    private String ollama() throws IOException {
        Path store = home.resolve("ollama");
        String digest = "sha256:" + "0".repeat(64);
        Files.createDirectories(store.resolve("blobs"));
        Files.createSymbolicLink(
                store.resolve("blobs").resolve(digest.replace(':', '-')),
                Running.model().resolve("tiny-chat-v1-f16.gguf"));
        Path manifest = store.resolve("manifests/registry.ollama.ai/library/tiny/latest");
        Files.createDirectories(manifest.getParent());
        Files.writeString(
                manifest,
                "{\"layers\": [{\"mediaType\": \"application/vnd.ollama.image.model\", \"digest\": \"" + digest
                        + "\"}]}");
        return store.toString();
    }

    @Test
    void vllmAnswersAsItself() throws Exception {
        itAnswersAsItsEngine(stories().findFirst().orElseThrow());
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("stories")
    void itAnswersAsItsEngine(Story story) throws Exception {
        StandIns standIns = StandIns.in(home.resolve("standins"), story.machine());
        String base = "http://127.0.0.1:" + port;
        standIns.order(story.engine(), Map.of("hang", "warming"));
        try (Running running = Running.started(
                standIns,
                home.resolve("log"),
                environment(story.engine()),
                command(story.engine()).toArray(String[]::new))) {
            if (story.loadingStatus() > 0) {
                running.await(base + story.health(), story.loadingStatus());
            }
            standIns.well(story.engine());
            running.await(base + story.health(), 200);
            HttpResponse<String> answer = Running.post(base + "/v1/chat/completions", "secret", CHAT);
            assertThat(answer.body())
                    .contains("Paris")
                    .contains("\"finish_reason\":\"stop\"")
                    .contains("prompt_tokens");
            HttpResponse<String> streamed = Running.post(
                    base + "/v1/chat/completions",
                    "secret",
                    CHAT.replace("{\"model\"", "{\"stream\": true, \"model\""));
            assertThat(streamed.body())
                    .startsWith("data: {")
                    .endsWith("data: [DONE]\n\n")
                    .contains("Paris");
            assertThat(Running.post(base + "/v1/chat/completions", "wrong", CHAT)
                            .statusCode())
                    .isEqualTo(story.locked());
            assertThat(Running.post(base + "/v1/chat/completions", "secret", "{\"model\": \"tiny\"}")
                            .statusCode())
                    .isIn(400, 422);
            if (!story.metrics().isEmpty()) {
                assertThat(counted(base, story)).isPositive();
            }
            standIns.order(story.engine(), Map.of("inference", "fail"));
            assertThat(Running.post(base + "/v1/chat/completions", "secret", CHAT)
                            .statusCode())
                    .isEqualTo(500);
            assertThat(running.output()).doesNotContain("standin:");
            running.process.destroy();
            running.awaitExit();
        }
    }

    private static double counted(String base, Story story) {
        return Running.get(base + story.metrics(), "secret")
                .body()
                .lines()
                .filter(l -> l.startsWith(story.counted()))
                .mapToDouble(l -> Double.parseDouble(l.substring(l.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void adaptersAndSleepNeedTheirGates() throws Exception {
        StandIns standIns = StandIns.in(home.resolve("standins"), Machine.h100(1));
        String base = "http://127.0.0.1:" + port;
        String adapter = "{\"lora_name\": \"pirate\", \"lora_path\": \""
                + Running.model().resolve("adapters/pirate") + "\"}";
        String[] command = Stream.concat(command("vllm").stream(), Stream.of("--enable-lora", "--enable-sleep-mode"))
                .toArray(String[]::new);
        try (Running closed = Running.started(standIns, home.resolve("log"), Map.of(), command)) {
            closed.await(base + "/health", 200);
            assertThat(Running.post(base + "/v1/load_lora_adapter", "", adapter).statusCode())
                    .isEqualTo(404);
            assertThat(Running.post(base + "/sleep", "", "").statusCode()).isEqualTo(404);
        }
        Map<String, String> gates = Map.of("VLLM_ALLOW_RUNTIME_LORA_UPDATING", "1", "VLLM_SERVER_DEV_MODE", "1");
        try (Running open = Running.started(standIns, home.resolve("log"), gates, command)) {
            open.await(base + "/health", 200);
            assertThat(Running.post(base + "/v1/load_lora_adapter", "", adapter).body())
                    .isEqualTo("Success: LoRA adapter 'pirate' added successfully.");
            assertThat(Running.post(base + "/v1/load_lora_adapter", "", adapter).statusCode())
                    .isEqualTo(400);
            assertThat(Running.post(base + "/v1/chat/completions", "", CHAT.replace("tiny", "pirate"))
                            .body())
                    .contains("pirate says: Paris");
            assertThat(Running.get(base + "/v1/models", "").body()).contains("\"parent\":\"tiny\"");
            assertThat(Running.post(base + "/sleep?level=1", "", "").statusCode())
                    .isEqualTo(200);
            assertThat(Running.get(base + "/is_sleeping", "").body()).isEqualTo("{\"is_sleeping\":true}");
            assertThat(Running.post(base + "/wake_up", "", "").statusCode()).isEqualTo(200);
            assertThat(Running.get(base + "/is_sleeping", "").body()).isEqualTo("{\"is_sleeping\":false}");
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"oom, CUDA out of memory", "cache, No available memory for the cache blocks", "nccl, NCCL error"})
    void itDiesAsOrdered(String kind, String words) throws Exception {
        StandIns standIns = StandIns.in(home.resolve("standins"), Machine.h100(1));
        standIns.order("vllm", Map.of("crash", "loading:" + kind));
        try (Running running = Running.started(
                standIns, home.resolve("log"), Map.of(), command("vllm").toArray(String[]::new))) {
            assertThat(running.awaitExit()).isEqualTo(1);
            assertThat(running.output()).contains("Starting to load model").contains(words);
        }
    }

    @Test
    void vendorsToolsKnowTheirQuestions() throws Exception {
        StandIns nvidia = StandIns.in(home.resolve("nvidia"), Machine.h100(4));
        try (Running asked = Running.started(
                nvidia,
                home.resolve("log"),
                Map.of(),
                "nvidia-smi",
                "--query-gpu=index,name,memory.total,compute_cap",
                "--format=csv,noheader,nounits")) {
            assertThat(asked.awaitExit()).isZero();
            assertThat(asked.output().lines()).hasSize(4).contains("3, NVIDIA H100 80GB HBM3, 81559, 9.0");
        }
        try (Running asked = Running.started(
                nvidia, home.resolve("log"), Map.of(), "nvidia-smi", "--query-gpu=colour", "--format=csv")) {
            assertThat(asked.awaitExit()).isEqualTo(2);
            assertThat(asked.output()).contains("Field \"colour\" is not a valid field to query.");
        }
        StandIns ascend = StandIns.in(home.resolve("ascend"), Machine.ascend910b(2));
        try (Running asked = Running.started(ascend, home.resolve("log"), Map.of(), "npu-smi", "info", "-m")) {
            assertThat(asked.awaitExit()).isZero();
            assertThat(asked.output()).contains("Ascend 910B3");
        }
    }
}
