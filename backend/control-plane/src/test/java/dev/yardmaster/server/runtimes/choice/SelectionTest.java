package dev.yardmaster.server.runtimes.choice;

import static dev.yardmaster.server.runtimes.choice.Examples.GIB;
import static dev.yardmaster.server.runtimes.choice.Examples.a100;
import static dev.yardmaster.server.runtimes.choice.Examples.cpu;
import static dev.yardmaster.server.runtimes.choice.Examples.facts;
import static dev.yardmaster.server.runtimes.choice.Examples.h100;
import static dev.yardmaster.server.runtimes.choice.Examples.host;
import static dev.yardmaster.server.runtimes.choice.Examples.mi300x;
import static dev.yardmaster.server.runtimes.choice.Examples.nvidia;
import static dev.yardmaster.server.runtimes.choice.Examples.of;
import static dev.yardmaster.server.runtimes.choice.Examples.runtime;
import static dev.yardmaster.server.runtimes.choice.Examples.serves;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.document.DeploymentSpec.EngineSettings;
import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.HostFacts;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.contract.runtime.RuntimeVerdict;
import dev.yardmaster.server.runtimes.SettingsCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SelectionTest {
    private static final ModelFacts LLAMA = facts("LlamaForCausalLM", 8_000_000_000L);

    private static SelectionQuestion question(ModelFacts facts, List<Runtime> runtimes, Host... hosts) {
        return SelectionQuestion.of(ModelFormat.SAFETENSORS, facts, 16 * GIB, runtimes, List.of(hosts));
    }

    private static SelectionQuestion asking(SelectionQuestion from, String runtime) {
        return new SelectionQuestion(
                from.format(),
                from.facts(),
                from.weightsBytes(),
                from.settings(),
                from.refusals(),
                Optional.of(runtime),
                from.runtimes(),
                from.hosts(),
                from.room());
    }

    private static SelectionQuestion wanting(SelectionQuestion from, EngineSettings settings) {
        return new SelectionQuestion(
                from.format(),
                from.facts(),
                from.weightsBytes(),
                settings,
                r -> SettingsCheck.check(r, Optional.empty(), settings),
                from.runtime(),
                from.runtimes(),
                from.hosts(),
                from.room());
    }

    private static String chosen(SelectionQuestion question) {
        return switch (Selection.choose(question)) {
            case SelectionOutcome.Unknown unknown -> "unknown: " + unknown.problem();
            case SelectionOutcome.Chosen chosen -> chosen.choice().runtime();
            case SelectionOutcome.Refused refused ->
                "refused: " + refused.problems().getFirst().field() + ": "
                        + refused.problems().getFirst().problem();
        };
    }

    static Stream<Arguments> unfit() {
        SelectionQuestion llama = question(LLAMA, List.of(), host("a", a100(0)));
        SelectionQuestion fp8 =
                question(facts("LlamaForCausalLM", 8_000_000_000L, Optional.of("fp8")), List.of(), host("a", a100(0)));
        return Stream.of(
                Arguments.of(llama, runtime("x", of(ModelFormat.GGUF), nvidia("8.0")), "cannot load safetensors"),
                Arguments.of(
                        llama,
                        runtime("x", serves(Set.of("Qwen3ForCausalLM"), Set.of(), none(), none(), 0), nvidia("8.0")),
                        "not made for LlamaForCausalLM"),
                Arguments.of(
                        llama,
                        runtime("x", serves(Set.of(), Set.of("awq"), none(), none(), 0), nvidia("8.0")),
                        "takes quantised weights only"),
                Arguments.of(
                        fp8,
                        runtime("x", serves(Set.of(), Set.of("awq"), none(), none(), 0), nvidia("8.0")),
                        "no kernels for weights in fp8"),
                Arguments.of(
                        llama,
                        runtime(
                                "x",
                                serves(Set.of(), Set.of(), Optional.of(30_000_000_000L), none(), 0),
                                nvidia("8.0")),
                        "of at least 30B parameters, this one has 8B parameters"),
                Arguments.of(llama, runtime("x", serves(), nvidia("8.9")), "needs compute capability 8.9, NVIDIA A100"),
                Arguments.of(
                        fp8,
                        runtime("x", serves(), nvidia("8.0", Map.of("fp8", "8.9"))),
                        "needs compute capability 8.9 for weights in fp8"),
                Arguments.of(
                        question(LLAMA, List.of(), host("a")),
                        runtime("x", serves(), nvidia("8.0")),
                        "needs NVIDIA devices, and no node has one"),
                Arguments.of(
                        question(LLAMA, List.of(), host("a", mi300x(0))),
                        runtime("x", serves(), nvidia("8.0"), cpu(Map.of("x86-64", Set.of("avx512f")))),
                        "needs a processor with avx512f"),
                Arguments.of(
                        question(
                                LLAMA,
                                List.of(),
                                host(
                                        "a",
                                        Examples.device(Accelerator.Vendor.NVIDIA, 0, "NVIDIA H100", "9.0", "535.1"))),
                        runtime("x", serves(), nvidia("8.0")),
                        "needs driver 550.54, NVIDIA H100 has 535.1"),
                Arguments.of(
                        question(
                                LLAMA,
                                List.of(),
                                new Host("a", Examples.inventory(programs("other"), List.of(h100(0))), false)),
                        runtime("x", serves(), nvidia("8.0")),
                        "the program 'vllm' or a container runtime, which no node"),
                Arguments.of(
                        wanting(llama, Examples.settings("kvDtype: fp8")),
                        runtime("x", serves(), nvidia("8.0")),
                        "refuses spec.engine.kvDtype: x has no setting for it"),
                Arguments.of(
                        wanting(llama, Examples.settings("sleep: true")),
                        runtime("x", serves(), nvidia("8.0")),
                        "cannot sleep"),
                Arguments.of(
                        wanting(llama, Examples.settings("version: '2.0'")),
                        runtime("x", serves(), nvidia("8.0")),
                        "not known to work with '2.0'"));
    }

    private static <T> Optional<T> none() {
        return Optional.empty();
    }

    private static HostFacts programs(String... names) {
        HostFacts u = HostFacts.UNKNOWN;
        return new HostFacts(
                u.numaNodes(), u.hugePages(), u.rdma(), u.disk(), u.containers(), List.of(names), Optional.of("6.8"));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void whatSpeaksAgainstARuntimeIsTold(SelectionQuestion asked, Runtime unfit, String part) {
        SelectionQuestion question = with(asked, List.of(unfit));
        assertThat(chosen(question)).startsWith("refused: spec.").contains("x ", part);
        RuntimeVerdict verdict = Selection.choose(question).verdicts().getFirst();
        assertThat(verdict).matches(v -> !v.fits() && v.score() == 0);
        assertThat(verdict.why()).anyMatch(w -> w.contains(part));
    }

    private static SelectionQuestion with(SelectionQuestion from, List<Runtime> runtimes) {
        return new SelectionQuestion(
                from.format(),
                from.facts(),
                from.weightsBytes(),
                from.settings(),
                from.refusals(),
                from.runtime(),
                runtimes,
                from.hosts(),
                from.room());
    }

    private static final Runtime PLAIN = runtime("plain", serves(), nvidia("8.0"));
    private static final Runtime NAMING =
            runtime("naming", serves(Set.of("LlamaForCausalLM"), Set.of(), none(), none(), 0), nvidia("8.0"));

    @Test
    void theOneThatNamesTheArchitectureIsChosenOverTheOneForAll() {
        assertThat(chosen(question(LLAMA, List.of(PLAIN, NAMING), host("a", h100(0)))))
                .isEqualTo("naming");
    }

    @Test
    void kernelsForTheQuantisationCount() {
        Runtime kernels = runtime("kernels", serves(), nvidia("8.0", Map.of("fp8", "8.9")));
        ModelFacts fp8 = facts("LlamaForCausalLM", 8_000_000_000L, Optional.of("fp8"));
        assertThat(chosen(question(fp8, List.of(PLAIN, kernels), host("a", h100(0)))))
                .isEqualTo("kernels");
    }

    @Test
    void theNarrowerRangeIsChosen() {
        Runtime wide = runtime(
                "a-wide",
                serves(Set.of(), Set.of(), Optional.of(1_000_000_000L), Optional.of(100_000_000_000L), 0),
                nvidia("8.0"));
        Runtime narrow = runtime(
                "narrow",
                serves(Set.of(), Set.of(), Optional.of(7_000_000_000L), Optional.of(9_000_000_000L), 0),
                nvidia("8.0"));
        assertThat(chosen(question(LLAMA, List.of(wide, narrow), host("a", h100(0)))))
                .isEqualTo("narrow");
    }

    @Test
    void anAcceleratorIsChosenOverTheCpuAndTheCpuWhereThereIsNone() {
        Runtime cpu = runtime("a-cpu", serves(), cpu(Map.of()));
        assertThat(chosen(question(LLAMA, List.of(cpu, PLAIN), host("a", h100(0)))))
                .isEqualTo("plain");
        assertThat(chosen(question(LLAMA, List.of(cpu, PLAIN), host("a")))).isEqualTo("a-cpu");
    }

    @Test
    void aPriorityThatSomebodyStatedBeatsAllElse() {
        Runtime mine = runtime("zz-mine", serves(Set.of(), Set.of(), none(), none(), 1000), cpu(Map.of()));
        assertThat(chosen(question(LLAMA, List.of(NAMING, mine), host("a", h100(0)))))
                .isEqualTo("zz-mine");
    }

    @Test
    void amongEqualsTheFirstByNameWinsAndThatIsSaid() {
        Runtime other = runtime("other", serves(), nvidia("8.0"));
        SelectionOutcome outcome = Selection.choose(question(LLAMA, List.of(PLAIN, other), host("a", h100(0))));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        SelectionOutcome.Chosen.class,
                        c -> assertThat(c.choice().why())
                                .startsWith("other with ")
                                .contains("level with plain, and first by name", "H100"));
    }

    @Test
    void whereNoNodeHasJoinedNothingIsHeldAgainstHardware() {
        assertThat(chosen(question(LLAMA, List.of(PLAIN)))).isEqualTo("plain");
    }

    @Test
    void aModelOfWhichNothingIsKnownIsTakenByFormatAlone() {
        assertThat(chosen(question(ModelFacts.UNKNOWN, List.of(NAMING), host("a", h100(0)))))
                .isEqualTo("naming");
    }

    @Test
    void whatIsAskedForByNameWinsAndItsVerdictSaysWhatSpeaksAgainstIt() {
        SelectionQuestion question = asking(question(LLAMA, List.of(PLAIN, NAMING), host("a")), "plain");
        assertThat(Selection.choose(question)).isInstanceOfSatisfying(SelectionOutcome.Chosen.class, c -> {
            assertThat(c.choice().why())
                    .isEqualTo("plain because the deployment names it, though it needs NVIDIA devices, and no node has"
                            + " one");
            assertThat(c.choice().verdicts()).allMatch(v -> !v.fits());
        });
    }

    @Test
    void whatIsAskedForByNameIsRefusedWhereItCannotWorkAtAll() {
        Runtime gguf = runtime("gguf", of(ModelFormat.GGUF), nvidia("8.0"));
        assertThat(chosen(asking(question(LLAMA, List.of(PLAIN, gguf), host("a", h100(0))), "gguf")))
                .isEqualTo("refused: spec.runtime: gguf cannot load safetensors weights");
        assertThat(chosen(asking(question(LLAMA, List.of(PLAIN, gguf), host("a", h100(0))), "vlm")))
                .contains("there is no runtime named 'vlm'");
    }

    @Test
    void aTermThatIsNotMappedIsRefusedAtItsField() {
        SelectionQuestion asked =
                wanting(question(LLAMA, List.of(PLAIN), host("a", h100(0))), Examples.settings("kvDtype: fp8"));
        assertThat(chosen(asked)).startsWith("refused: spec.engine.kvDtype:");
        assertThat(chosen(asking(asked, "plain")))
                .startsWith("refused: spec.engine.kvDtype: plain refuses spec.engine.kvDtype");
    }

    @Test
    void aSplitThatDoesNotDivideTheHeadsIsRefusedAtItsField() {
        assertThat(chosen(wanting(question(LLAMA, List.of(PLAIN)), Examples.settings("parallel: {tensor: 3}"))))
                .startsWith("refused: spec.engine.parallel")
                .contains("cannot divide 32 attention heads by 3 devices");
    }

    @Test
    void aModelWithoutRoomAnywhereIsToldOfTheNearestNode() {
        SelectionQuestion base = question(LLAMA, List.of(PLAIN), host("a", h100(0)), host("b", h100(0)));
        SelectionQuestion asked = new SelectionQuestion(
                base.format(),
                base.facts(),
                base.weightsBytes(),
                base.settings(),
                base.refusals(),
                base.runtime(),
                base.runtimes(),
                base.hosts(),
                (_, usable) -> new RoomCheck.Room.TooLittle(
                        "it lacks much", usable.host().node().equals("b") ? 1 : 2));
        assertThat(chosen(asked))
                .startsWith("refused: spec.model:")
                .contains("no room for the model on any node: on b it lacks much");
        assertThat(chosen(asking(asked, "plain"))).startsWith("refused: spec.model: plain has no room");
    }
}
