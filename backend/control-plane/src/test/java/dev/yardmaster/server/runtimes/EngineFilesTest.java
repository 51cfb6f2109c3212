package dev.yardmaster.server.runtimes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.agent.Launch;
import dev.yardmaster.contract.document.DeploymentSpec.EngineSettings;
import dev.yardmaster.contract.engine.LaunchFile;
import dev.yardmaster.contract.runtime.Runtime;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Files that engines read their configuration from can be read once everything is filled in. */
class EngineFilesTest {
    private static final List<Runtime> RUNTIMES = ShippedRuntimes.load().list();

    static Stream<Runtime> runtimes() {
        return RUNTIMES.stream();
    }

    private static Launch launch(Runtime runtime, EngineSettings settings) {
        return Launches.launch(LaunchQuestion.plain(runtime, settings, "chat", Set.of()));
    }

    private static EngineSettings said(int contextLength) {
        return EngineSettings.of(Optional.of(contextLength), Optional.of(4), Optional.empty());
    }

    /** As an agent fills in what only it knows. */
    private static String filled(String text) {
        return text.replaceAll("\\{\\{[^{}]*}}", "1");
    }

    private static JsonNode parsed(LaunchFile file) {
        String text = filled(file.text());
        return file.path().endsWith(".yaml") ? new YAMLMapper().readTree(text) : new JsonMapper().readTree(text);
    }

    private static LaunchFile file(Launch launch, String name) {
        return launch.files().stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Launch launch(String runtime, EngineSettings settings) {
        return launch(
                RUNTIMES.stream()
                        .filter(r -> r.name().equals(runtime))
                        .findFirst()
                        .orElseThrow(),
                settings);
    }

    @ParameterizedTest
    @MethodSource("runtimes")
    void filesCanBeParsed(Runtime runtime) {
        boolean sayable = runtime.resolved().settings().keySet().stream()
                .map(t -> t.word())
                .toList()
                .containsAll(List.of("contextLength", "maxConcurrency"));
        for (EngineSettings settings :
                sayable ? List.of(EngineSettings.DEFAULTS, said(4096)) : List.of(EngineSettings.DEFAULTS)) {
            assertThat(launch(runtime, settings).files())
                    .filteredOn(f -> f.path().matches(".*\\.(json|yaml)|.*/latest"))
                    .allSatisfy(f -> assertThat(parsed(f).isObject()).isTrue());
        }
    }

    @ParameterizedTest
    @MethodSource("runtimes")
    void theKeyIsNeverAnArgument(Runtime runtime) {
        Launch launch = launch(runtime, EngineSettings.DEFAULTS);
        assertThat(launch.arguments()).noneMatch(a -> a.contains("engine.key"));
        assertThat(launch.arguments()).doesNotContain("--api-key", "--api-keys", "--admin-api-key");
        assertThat(launch.environment().values()).noneMatch(v -> v.contains("engine.key"));
    }

    @Test
    void mindieIsToldItsContextInItsFile() {
        JsonNode config = parsed(file(launch("mindie", said(4096)), "config"));
        assertThat(config.at("/BackendConfig/ModelDeployConfig/maxSeqLen").asInt())
                .isEqualTo(4096);
        assertThat(config.at("/BackendConfig/ScheduleConfig/maxBatchSize").asInt())
                .isEqualTo(4);
        assertThat(config.at("/BackendConfig/ModelDeployConfig/ModelConfig/0/modelName")
                        .asString())
                .isEqualTo("chat");
        assertThat(config.at("/BackendConfig/ModelDeployConfig/ModelConfig/0").has("tp"))
                .isFalse();
    }

    @Test
    void mindieComputesNoFewerTokensAtOnceThanItsLongestPromptHas() {
        for (int[] each : new int[][] {{4096, 4096}, {32_768, 32_768}}) {
            JsonNode config = parsed(file(launch("mindie", said(each[0])), "config"));
            assertThat(config.at("/BackendConfig/ModelDeployConfig/maxInputTokenLen")
                            .asInt())
                    .isEqualTo(each[0]);
            assertThat(config.at("/BackendConfig/ScheduleConfig/maxPrefillTokens")
                            .asInt())
                    .isEqualTo(each[1]);
        }
        JsonNode usual = parsed(file(launch("mindie", EngineSettings.DEFAULTS), "config"));
        assertThat(usual.at("/BackendConfig/ScheduleConfig/maxPrefillTokens").asInt())
                .isEqualTo(8192);
    }

    @Test
    void gigabytesOfOursAreCountedInTheEnginesUnit() {
        EngineSettings three = new JsonMapper().readValue("{\"kvOffloadGib\":3}", EngineSettings.class);
        JsonNode config = parsed(file(launch("tensorrt-llm", three), "config"));
        assertThat(config.at("/kv_cache_config/host_cache_size").asLong()).isEqualTo(3_221_225_472L);
        assertThat(launch("llama-server", three).arguments()).containsSequence("--cache-ram", "3072");
        assertThat(launch("vllm", three).arguments()).containsSequence("--kv-offloading-size", "3");
        JsonNode unsaid = parsed(file(launch("tensorrt-llm", EngineSettings.DEFAULTS), "config"));
        assertThat(unsaid.at("/kv_cache_config").has("host_cache_size")).isFalse();
    }

    @Test
    void llamaServerSharesOneContextOutToAllRequests() {
        List<String> arguments = launch("llama-server", said(4096)).arguments();
        assertThat(arguments).containsSequence("--ctx-size", "16384").containsSequence("--parallel", "4");
    }

    @Test
    void ollamasStoreHoldsWhatItsManifestNames() throws NoSuchAlgorithmException {
        Launch launch = launch("ollama", EngineSettings.DEFAULTS);
        LaunchFile manifest = file(launch, "manifest");
        assertThat(manifest.path()).isEqualTo("models/manifests/registry.ollama.ai/library/chat/latest");
        JsonNode stated = parsed(manifest);
        LaunchFile config = file(launch, "config");
        byte[] bytes = config.text().getBytes(StandardCharsets.UTF_8);
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        assertThat(stated.at("/config/digest").asString()).isEqualTo("sha256:" + digest);
        assertThat(stated.at("/config/size").asInt()).isEqualTo(bytes.length);
        assertThat(config.path()).isEqualTo("models/blobs/sha256-" + digest);
        LaunchFile weights = file(launch, "weights");
        assertThat(weights.link()).isTrue();
        assertThat(weights.text()).isEqualTo("{{model.file}}");
        assertThat(weights.path())
                .isEqualTo("models/blobs/"
                        + stated.at("/layers/0/digest").asString().replace(':', '-'));
    }
}
