package dev.yardmaster.server.runtimes.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.engine.Diagnosis;
import dev.yardmaster.contract.engine.EngineMetric;
import dev.yardmaster.contract.engine.EngineTerm;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.runtime.RuntimeSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class RuntimeReaderTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private final String text = bundled();
    private final Map<String, ObjectNode> specs = new HashMap<>(
            Map.of("llama-cpp", RuntimeReader.shipped("test", text).spec()));

    private static String bundled() {
        try {
            return Files.readString(Path.of("../../engine-runtimes/llama-cpp/runtime.yaml"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private RuntimeSpec resolve(String name, String spec) {
        ObjectNode stated = RuntimeReader.stated((ObjectNode) YAML.readTree(spec));
        specs.put(name, stated);
        return RuntimeReader.resolve(name, stated, n -> Optional.ofNullable(specs.get(n)));
    }

    @Test
    void theBundledRuntimeIsWhatItsFileSays() {
        RuntimeSpec spec = resolve("copy", "extends: llama-cpp");
        assertThat(spec.executables()).containsExactly(new EngineExecutable.Bundled());
        assertThat(spec.startup().deadline(0)).isEqualTo(Duration.ofMinutes(5));
        assertThat(spec.hardware().getFirst().cpuFeatures().get("x86-64"))
                .containsExactlyInAnyOrder("avx2", "fma", "f16c", "bmi2");
        assertThat(spec.settings()).containsKeys(EngineTerm.CONTEXT_LENGTH, EngineTerm.THREADS);
        assertThat(spec.metrics().sources()).containsKey(EngineMetric.KV_USE);
        assertThat(spec.startup().failures().getFirst().diagnosis()).isEqualTo(Diagnosis.PORT_TAKEN);
    }

    @Test
    void whatARuntimeComesToReadsAsItself() {
        RuntimeSpec spec = resolve("copy", "extends: llama-cpp");
        ObjectNode written = JsonMapper.builder().build().valueToTree(spec);
        assertThat(RuntimeReader.resolve("again", RuntimeReader.stated(written), _ -> Optional.empty()))
                .isEqualTo(spec);
    }

    @Test
    void oneThatExtendsChangesWhatItSays() {
        RuntimeSpec base = resolve("copy", "extends: llama-cpp");
        RuntimeSpec spec = resolve("mine", """
                extends: llama-cpp
                drainFor: PT1M
                checks: {health: {timeout: PT9S}}
                settings: {threads: null, context-length: null}
                """.replace("context-length", "contextLength"));
        assertThat(spec.drainFor()).isEqualTo(Duration.ofMinutes(1));
        assertThat(spec.checks().health().timeout()).isEqualTo(Duration.ofSeconds(9));
        assertThat(spec.checks().health().path())
                .isEqualTo(base.checks().health().path());
        assertThat(spec.settings()).containsOnlyKeys(EngineTerm.MAX_CONCURRENCY);
        RuntimeSpec heir = resolve("heir", "{extends: mine, description: heir}");
        assertThat(heir.drainFor()).isEqualTo(Duration.ofMinutes(1));
        assertThat(heir.description()).isEqualTo("heir");
    }

    @Test
    void circlesAndLongChainsAreRefusedWithTheWay() {
        specs.put("a", (ObjectNode) YAML.readTree("extends: b"));
        specs.put("b", (ObjectNode) YAML.readTree("extends: a"));
        assertThatThrownBy(() -> resolve("a", "extends: b"))
                .hasMessageContaining("spec.extends: it leads back: a extends b extends a");
        for (int i = 1; i <= 9; i++) {
            specs.put("r" + i, (ObjectNode) YAML.readTree("extends: " + (i == 1 ? "llama-cpp" : "r" + (i - 1))));
        }
        assertThat(resolve("ok", "extends: r7").engine()).isEqualTo("llama-cpp");
        assertThatThrownBy(() -> resolve("far", "extends: r8")).hasMessageContaining("at most 8 in a row");
        assertThatThrownBy(() -> resolve("lost", "extends: nobody"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("there is no runtime named 'nobody'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    keyVariable:            | keyVaryable:                 | spec.keyVaryable: there is no such field; did you mean 'keyVariable'?
                    formats: [gguf]         | formats: [ggfu]              | spec.serves.formats[0]: it is the text 'ggfu'; did you mean 'gguf'?
                    kind: Runtime           | kind: Engine                 | kind must be Runtime
                    yardmaster.dev/v1       | yardmaster.dev/v9            | apiVersion must be
                    kv-use:                 | kv-usage:                    | spec.metrics.sources.kv-usage: there is no such metric; did you mean 'kv-use'?
                    contextLength: {        | contextLenght: {             | spec.settings.contextLenght: there is no such setting; did you mean 'contextLength'?
                    startWithin: PT1M       | startWithin: soon            | spec.startup.startWithin: it is the text 'soon'; expected a duration
                    type: bundled           | type: bundle                 | spec.executables[0].type: there is no 'bundle'; did you mean 'bundled'?
                    version: b4916          | version: 4.9                 | spec.version: it is 4.9; expected a text; put it in quotes
                    drainFor: PT30S         | roles: {}                    | spec.drainFor: it is missing; expected a duration
                    failuresToUnready: 3    | failuresToUnready: 3.5       | spec.checks.health.failuresToUnready: it is 3.5; expected a whole number
                    concurrency: 8          | concurency: 8                | spec.memory.concurency
                    """)
    void aWrongDocumentIsRefusedWithThePlaceAndWhatWouldBeRight(String right, String wrong, String told) {
        assertThat(text).contains(right);
        assertThatThrownBy(() -> RuntimeReader.shipped("some.yaml", text.replace(right, wrong)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("some.yaml: ")
                .hasMessageContaining(told);
    }
}
