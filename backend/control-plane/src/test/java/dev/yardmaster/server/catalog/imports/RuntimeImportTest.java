package dev.yardmaster.server.catalog.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.runtime.RuntimeSpec;
import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.runtime.HardwareKind;
import dev.yardmaster.server.runtimes.ShippedRuntimes;
import dev.yardmaster.server.runtimes.reading.RuntimeReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Other platforms' runtimes as ours. */
class RuntimeImportTest {
    private static final String OME = """
            apiVersion: ome.io/v1beta1
            kind: ClusterServingRuntime
            metadata: {name: my-sglang}
            spec:
              supportedModelFormats:
                - modelFormat: {name: safetensors, version: "1.0.0"}
                  modelFramework: {name: transformers, version: "4.43.1"}
                  modelArchitecture: Qwen2ForCausalLM
                  quantization: fp8
                  autoSelect: true
                  priority: 3
              modelSizeRange: {min: 30B, max: 34B}
              routerConfig: {runner: {image: router}}
              engineConfig:
                runner:
                  image: docker.io/lmsysorg/sglang:v0.5.5.post3-cu129-amd64
                  command: [python3, -m, sglang.launch_server, --host, 0.0.0.0, --port, "8080", --model-path, $(MODEL_PATH),
                    --tp-size, "4", --mem-frac, "0.9", --served-model-name, Qwen/Q, --dist-init-addr, $(LWS):20]
                  env:
                    - {name: NCCL_DEBUG, value: INFO}
                    - {name: TOKEN, valueFrom: {secretKeyRef: {name: t, key: k}}}
                  resources: {limits: {nvidia.com/gpu: 4}}
                  readinessProbe: {httpGet: {path: /health, port: 8080}}
            """;

    private static final String LLMAZ = """
            apiVersion: inference.llmaz.io/v1alpha1
            kind: BackendRuntime
            metadata: {name: llamacpp}
            spec:
              image: ghcr.io/ggml-org/llama.cpp
              version: server-b5000
              command: ["./llama-server"]
              envs: [{name: LLAMA_CACHE, value: /tmp}]
              recommendedConfigs:
                - name: default
                  args: [-m, "{{`{{ .ModelPath }}`}}", --host, 0.0.0.0, --port, "8080", --parallel, "4"]
                - name: fast
                  args: [--x]
            """;

    private static Translation.Imported imported(String text) {
        return (Translation.Imported) CatalogTranslation.of(text).getFirst().translation();
    }

    private static RuntimeSpec spec(Translation.Imported imported) {
        Made made = imported.documents().getFirst();
        assertThat(made.kind()).isEqualTo(Kind.RUNTIME);
        return RuntimeReader.resolve(
                made.name(),
                RuntimeReader.stated(new JsonMapper().valueToTree(made.spec())),
                n -> Optional.ofNullable(ShippedRuntimes.load().specs().get(n)));
    }

    @Test
    void omesRuntimeBecomesOneThatExtendsOurs() {
        Translation.Imported imported = imported(OME);
        RuntimeSpec spec = spec(imported);
        assertThat(spec.engine()).isEqualTo("sglang");
        assertThat(spec.version()).isEqualTo("0.5.5.post3");
        assertThat(spec.serves().formats()).containsExactly(ModelFormat.SAFETENSORS);
        assertThat(spec.serves().architectures()).containsExactly("Qwen2ForCausalLM");
        assertThat(spec.serves().quantizations()).containsExactly("fp8");
        assertThat(spec.serves().leastParameters()).contains(30_000_000_000L);
        assertThat(spec.serves().automatic()).contains(true);
        assertThat(spec.serves().priority()).isEqualTo(20);
        assertThat(spec.hardware()).singleElement().satisfies(h -> assertThat(h.kind()).isEqualTo(HardwareKind.NVIDIA));
        assertThat(spec.environment()).containsEntry("NCCL_DEBUG", "INFO").doesNotContainKey("TOKEN");
        assertThat(spec.arguments())
                .containsExactly(
                        "--host",
                        "{{host}}",
                        "--port",
                        "{{port}}",
                        "--model-path",
                        "{{model.directory}}",
                        "--mem-fraction-static",
                        "0.9",
                        "--served-model-name",
                        "{{served.name}}");
        assertThat(spec.executables())
                .singleElement()
                .isInstanceOfSatisfying(EngineExecutable.Container.class, c -> {
                    assertThat(c.image()).endsWith("sglang:v0.5.5.post3-cu129-amd64");
                    assertThat(c.command()).containsExactly("python3", "-m", "sglang.launch_server");
                });
        assertThat(spec.profiles()).as("kernel profiles are our runtime's").isNotEmpty();
        assertThat(String.join("\n", imported.notes()))
                .contains("--tp-size 4 was left out", "--dist-init-addr was left out", "routerConfig", "readinessProbe")
                .contains("valueFrom", "TOKEN");
    }

    @Test
    void llmazsBackendBecomesOneThatExtendsOurs() {
        Translation.Imported imported = imported(LLMAZ);
        RuntimeSpec spec = spec(imported);
        assertThat(spec.serves().formats()).containsExactly(ModelFormat.GGUF);
        assertThat(spec.arguments())
                .containsExactly("-m", "{{model.file}}", "--host", "{{host}}", "--port", "{{port}}", "--parallel", "4");
        assertThat(spec.environment()).containsEntry("LLAMA_CACHE", "/tmp");
        assertThat(imported.notes()).anyMatch(n -> n.contains("'fast' was left out"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    lmsysorg/sglang:v0.5.5   | acme/engine:1    | none of sglang, vllm
                    runner:                  | nothing:         | runner is missing
                    name: safetensors,       | name: pickle,    | counts as 'other'
                    autoSelect: true         | disabled: 1      | automatic: false
                    supportedModelFormats:   | other:           | it serves nothing
                    """)
    void whatCannotBeTakenOverIsTold(String from, String to, String told) {
        String text = OME.replace(from, to).replace("sglang.launch_server", to.contains("acme") ? "acme" : "sglang.x");
        List<Entry> entries = CatalogTranslation.of(text);
        assertThat(entries).singleElement().satisfies(e -> assertThat(
                        switch (e.translation()) {
                            case Translation.Imported i ->
                                String.join("\n", i.notes()) + i.documents().getFirst().yaml();
                            case Translation.Skipped s -> s.reason();
                            case Translation.Refused r -> r.reason();
                        })
                .contains(told));
    }
}
