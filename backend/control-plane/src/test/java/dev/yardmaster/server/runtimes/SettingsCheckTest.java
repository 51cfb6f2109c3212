package dev.yardmaster.server.runtimes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.contract.agent.Launch;
import dev.yardmaster.contract.document.DeploymentSpec.EngineSettings;
import dev.yardmaster.contract.engine.EngineTerm;
import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.contract.runtime.TermMapping;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class SettingsCheckTest {
    private static final ShippedRuntimes SHIPPED = ShippedRuntimes.load();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Stream<Runtime> runtimes() {
        return SHIPPED.list().stream();
    }

    /** A deployment's {@code engine} as people write it. */
    private static EngineSettings settings(String yaml) {
        return JSON.treeToValue(new YAMLMapper().readTree(yaml), EngineSettings.class);
    }

    private static EngineSettings settings(EngineTerm term, String value) {
        ObjectNode tree = JSON.createObjectNode();
        ObjectNode at = tree;
        String[] path = term.field().split("\\.");
        for (String step : Arrays.asList(path).subList(0, path.length - 1)) {
            at = at.putObject(step);
        }
        at.set(
                path[path.length - 1],
                switch (term.shape()) {
                    case COUNT, SHARE, FLAG -> JSON.readTree(value);
                    case WORD -> JSON.getNodeFactory().stringNode(value);
                });
        return JSON.treeToValue(tree, EngineSettings.class);
    }

    private static List<FieldProblem> check(Runtime runtime, EngineSettings settings) {
        return SettingsCheck.check(runtime, SHIPPED.flags(runtime.resolved().engine()), settings);
    }

    private static Launch launch(Runtime runtime, EngineSettings settings) {
        return Launches.launch(LaunchQuestion.plain(runtime, settings, "chat", Set.of()));
    }

    @ParameterizedTest
    @MethodSource("runtimes")
    void everyTermActsOrIsRefused(Runtime runtime) {
        Launch plain = launch(runtime, EngineSettings.DEFAULTS);
        for (EngineTerm term : EngineTerm.values()) {
            Optional<TermMapping> mapping =
                    Optional.ofNullable(runtime.resolved().settings().get(term));
            List<EngineSettings> said =
                    words(term, mapping).stream().map(w -> settings(term, w)).toList();
            if (mapping.isPresent()) {
                said.forEach(s -> assertThat(check(runtime, s))
                        .as("%s %s", runtime.name(), s.terms())
                        .isEqualTo(List.of()));
                assertThat(said)
                        .as("%s %s", runtime.name(), term.word())
                        .anySatisfy(s -> assertThat(acting(launch(runtime, s))).isNotEqualTo(acting(plain)));
            } else {
                assertThat(check(runtime, said.getFirst())).singleElement().satisfies(p -> {
                    assertThat(p.field()).isEqualTo("spec.engine." + term.field());
                    assertThat(p.problem()).isEqualTo(runtime.name() + " has no setting for it");
                });
                assertThatThrownBy(() -> launch(runtime, said.getFirst())).isInstanceOf(ProblemException.class);
            }
        }
    }

    private static List<Object> acting(Launch launch) {
        return List.of(launch.arguments(), launch.environment(), launch.files());
    }

    private static List<String> words(EngineTerm term, Optional<TermMapping> mapping) {
        List<String> known = mapping.map(TermMapping::values).orElse(Map.of()).keySet().stream()
                .sorted()
                .toList();
        if (!known.isEmpty()) {
            return known;
        }
        return switch (term.shape()) {
            case COUNT -> {
                // Some engines take no fewer tokens at once than the longest prompt has.
                long count = term == EngineTerm.MAX_BATCHED_TOKENS ? 100_000 : 3;
                yield List.of(String.valueOf(
                        Math.min(count, mapping.flatMap(TermMapping::most).orElse(count))));
            }
            case SHARE -> List.of("0.37");
            case FLAG -> List.of("true", "false");
            case WORD -> List.of("some-word");
        };
    }

    private static Runtime runtime(String name) {
        return SHIPPED.list().stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    llama-cpp | maxConcurrency: 65                | maxConcurrency    | more than llama-cpp takes; expected at most 64
                    llama-cpp | contextLength: 0                  | contextLength     | it is 0; expected a whole number from 1
                    llama-cpp | 'parallel: {tensor: 2}'           | parallel.tensor   | llama-cpp has no setting for it; leave it out, or use one of contextLength, maxConcurrency, threads
                    llama-cpp | version: b1                       | version           | llama-cpp is not known to work with 'b1'; expected one of b4916
                    llama-cpp | 'arguments: [--queu, "5"]'        | arguments[0]      | llama-cpp has no flag --queu; did you mean '--queue'?
                    llama-cpp | 'arguments: ["5"]'                | arguments[0]      | belongs to no flag
                    llama-cpp | 'arguments: [--queue]'            | arguments[0]      | --queue has 0 values; expected one
                    llama-cpp | 'arguments: [--queue, "5", --queue=6]' | arguments[2] | --queue is there twice
                    llama-cpp | 'arguments: [--ctx-size, "9"]'    | arguments[0]      | --ctx-size is not set here; use spec.engine.contextLength
                    llama-cpp | 'arguments: [--model, x]'         | arguments[0]      | --model is not set here; leave it out
                    llama-cpp | 'arguments: [--grace, "1;id"]'    | arguments[1]      | it holds ;, which a shell would act on
                    llama-cpp | 'arguments: [--grace, "$(id)"]'   | arguments[1]      | it holds $(, which a shell would act on
                    llama-cpp | 'arguments: [--grace, "1\\nid"]'  | arguments[1]      | it holds control characters
                    llama-cpp | 'arguments: [--grace, /etc/x]'    | arguments[1]      | is a path outside
                    llama-cpp | 'arguments: ["--grace=a/../b"]'   | arguments[0]      | is a path outside
                    llama-cpp | 'arguments: [--grace, "{{key}}"]' | arguments[1]      | nothing fills in {{key}} here
                    llama-cpp | 'environment: {LD_PRELOAD: x}'    | environment.LD_PRELOAD | it could bring code into the engine
                    llama-cpp | 'environment: {CUDA_VISIBLE_DEVICES: "0"}' | environment.CUDA_VISIBLE_DEVICES | it is not set here
                    llama-cpp | 'environment: {YARD_ENGINE_API_KEY: x}' | environment.YARD_ENGINE_API_KEY | it is not set here; leave it out; Yardmaster makes a key of its own
                    llama-cpp | 'environment: {HF_TOKEN: x}'      | environment.HF_TOKEN | it looks like a secret
                    llama-cpp | 'environment: {"A B": x}'         | environment.A B   | the name is not possible
                    mindie    | maxBatchedTokens: 3               | maxBatchedTokens  | it is 3, and the engine computes every prompt as a whole; expected at least the context, 8192 tokens
                    mindie    | '{maxBatchedTokens: 8192, contextLength: 8193}' | maxBatchedTokens | expected at least the context, 8193 tokens
                    vllm      | memoryShare: 1.5                  | memoryShare       | it is 1.5; expected a number above 0, at most 1
                    vllm      | dtype: 'a b'                      | dtype             | is no word
                    vllm      | 'arguments: [--max_model_len, "9"]' | arguments[0]    | --max_model_len is not set here; use spec.engine.contextLength
                    vllm      | 'arguments: [--additional-config, "{x"]' | arguments[1] | it is not JSON
                    vllm      | 'arguments: [--additional-config, "{\\"a\\":\\"/etc/x\\"}"]' | arguments[1] | is a path outside
                    """)
    void whatCannotBeIsRefusedByItsField(String runtime, String yaml, String field, String told) {
        assertThat(check(runtime(runtime), settings(yaml)))
                .singleElement()
                .satisfies(p -> assertThat(p.field()).isEqualTo("spec.engine." + field))
                .satisfies(p -> assertThat(p.problem() + "; " + p.expected()).contains(told));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    llama-cpp | 'arguments: [--queue, "5", --grace=60]'
                    llama-cpp | 'environment: {OMP_NUM_THREADS: "4"}'
                    llama-cpp | version: b4916
                    vllm      | 'arguments: [--additional_config, "{\\"a\\": \\"x; y | z\\"}"]'
                    vllm      | 'arguments: [--additional-config.a.b, "3"]'
                    """)
    void whatTheEngineTakesPasses(String runtime, String yaml) {
        EngineSettings settings = settings(yaml);
        assertThat(check(runtime(runtime), settings)).isEqualTo(List.of());
        assertThat(launch(runtime(runtime), settings).arguments())
                .endsWith(settings.arguments().toArray(String[]::new));
        assertThat(launch(runtime(runtime), settings).environment()).containsAllEntriesOf(settings.environment());
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        EngineSettings settings = settings("""
                contextLength: 0
                lora: {rank: 8}
                arguments: [--queu, "1"]
                environment: {PATH: x}
                """);
        assertThat(check(runtime("llama-cpp"), settings))
                .extracting(FieldProblem::field)
                .containsExactlyInAnyOrder(
                        "spec.engine.contextLength",
                        "spec.engine.lora.rank",
                        "spec.engine.arguments[0]",
                        "spec.engine.environment.PATH");
    }
}
