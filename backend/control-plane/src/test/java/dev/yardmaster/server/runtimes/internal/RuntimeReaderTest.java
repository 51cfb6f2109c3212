package dev.yardmaster.server.runtimes.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.document.DeploymentSpec.EngineSettings;
import dev.yardmaster.server.runtimes.EngineRuntime;
import dev.yardmaster.server.runtimes.Launches;
import dev.yardmaster.server.runtimes.RuntimeVerdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuntimeReaderTest {
    private final String text = bundled();
    private final EngineRuntime runtime = RuntimeReader.read("test", text);
    private final RuntimeCatalogue catalogue = new RuntimeCatalogue(List.of(runtime));

    private static String bundled() {
        try (InputStream in = Objects.requireNonNull(
                RuntimeReaderTest.class.getResourceAsStream("/engine-runtimes/llama-cpp/runtime.yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theBundledRuntimeIsWhatItsFileSays() {
        assertThat(runtime.name()).isEqualTo("llama-cpp");
        assertThat(runtime.executable()).isEqualTo(new EngineExecutable.Bundled());
        assertThat(runtime.startDeadline()).isEqualTo(Duration.ofMinutes(5));
        assertThat(runtime.needs().cpuFeatures().get("x86-64"))
                .containsExactlyInAnyOrder("avx2", "fma", "f16c", "bmi2");
    }

    @Test
    void settingsBecomeArgumentsOnlyWhereTheyAreSaid() {
        assertThat(Launches.launch(runtime, EngineSettings.DEFAULTS, "chat").arguments())
                .containsExactly(
                        "--model", "{{model.file}}", "--alias", "chat", "--host", "{{host}}", "--port", "{{port}}");
        EngineSettings all = new EngineSettings(Optional.of(4096), Optional.of(8), Optional.of(2));
        assertThat(Launches.launch(runtime, all, "chat").arguments())
                .endsWith("--ctx-size", "4096", "--parallel", "8", "--threads", "2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    keyVariable:            | keyVaryable:                 | keyVariable
                    formats: [gguf]         | formats: []                  | spec.formats must name
                    formats: [gguf]         | formats: [onnx]              | onnx
                    kind: Runtime           | kind: Engine                 | kind must be Runtime
                    yardmaster.dev/v1       | yardmaster.dev/v9            | apiVersion must be
                    {{port}}                | {{prot}}                     | nothing fills in {{prot}}
                    "--threads", "{{value}}"| "--threads", "2"             | the setting would do nothing
                    startDeadline: PT5M     | startDeadline: soon          | soon
                    """)
    void aWrongDefinitionIsRefusedWithThePlace(String right, String wrong, String told) {
        assertThat(text).contains(right);
        assertThatThrownBy(() -> RuntimeReader.read("engine-runtimes/x/runtime.yaml", text.replace(right, wrong)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("engine-runtimes/x/runtime.yaml: ")
                .hasMessageContaining(told);
    }

    @Test
    void aMemberThatNothingReadsIsRefused() {
        assertThatThrownBy(() -> RuntimeReader.read("x", text + "  colour: red\n"))
                .hasMessageContaining("colour");
    }

    @Test
    void aRuntimeIsChosenByFormatAndSaysWhy() {
        assertThat(catalogue.choose(ModelFormat.GGUF, Optional.empty()))
                .isEqualTo(
                        new RuntimeVerdict.Chosen(runtime, "llama-cpp because the weights are gguf, which it takes"));
        assertThat(catalogue.choose(ModelFormat.GGUF, Optional.of("llama-cpp")))
                .isEqualTo(new RuntimeVerdict.Chosen(runtime, "llama-cpp because the deployment names it"));
    }

    @Test
    void refusalsNameWhatRuntimesTake() {
        assertThat(catalogue.choose(ModelFormat.SAFETENSORS, Optional.empty()))
                .isEqualTo(new RuntimeVerdict.NoneFits(
                        "no runtime here loads its weights, which are safetensors", "llama-cpp takes gguf"));
        assertThat(catalogue.choose(ModelFormat.SAFETENSORS, Optional.of("llama-cpp")))
                .isInstanceOf(RuntimeVerdict.Unfit.class);
        assertThat(catalogue.choose(ModelFormat.GGUF, Optional.of("vllm")))
                .isEqualTo(new RuntimeVerdict.Unknown(
                        "there is no runtime named 'vllm'", "use llama-cpp, or leave it out"));
    }
}
