package dev.yardmaster.server.runtimes.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.engine.KernelCache;
import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.runtime.HardwareKind;
import dev.yardmaster.contract.runtime.KernelProfile;
import dev.yardmaster.contract.runtime.KernelProfile.When;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfilesTest {
    private static final ModelFacts LLAMA = Examples.facts("LlamaForCausalLM", 8_000_000_000L);

    private static KernelProfile profile(String name, When when, String attention, String argument) {
        return new KernelProfile(
                name,
                name + " is fast",
                when,
                name.equals("hopper") ? List.of(new EngineExecutable.OnPath("vllm-hopper")) : List.of(),
                List.of(argument),
                Map.of("A", name),
                attention,
                List.of(new KernelCache("triton", "TRITON_CACHE_DIR", name)));
    }

    private static When when(Optional<HardwareKind> kind, String least, String below, String driver) {
        return new When(kind, said(least), said(below), Set.of(), said(driver), Set.of(), Set.of(), Set.of(), Set.of());
    }

    private static Optional<String> said(String text) {
        return Optional.of(text).filter(t -> !t.isEmpty());
    }

    private static ProfileMatch match(Optional<Accelerator> device, KernelProfile... profiles) {
        return Profiles.matching(
                Examples.spec(Examples.serves(), List.of(), Map.of(), List.of(profiles)),
                device,
                Set.of("avx2", "avx512f"),
                LLAMA);
    }

    @Test
    void allThatMatchAreAppliedLaterOnesOnTop() {
        ProfileMatch match = match(
                Optional.of(Examples.h100(0)),
                profile("cuda", when(Optional.of(HardwareKind.NVIDIA), "", "", ""), "flashinfer", "--cuda"),
                profile("hopper", when(Optional.empty(), "9.0", "10.0", ""), "flash-attention-3", "--fa3"),
                profile("blackwell", when(Optional.empty(), "10.0", "", ""), "trtllm", "--bw"));
        assertThat(match.applied()).extracting(KernelProfile::name).containsExactly("cuda", "hopper");
        assertThat(match.attention()).isEqualTo("flash-attention-3");
        assertThat(match.executables()).containsExactly(new EngineExecutable.OnPath("vllm-hopper"));
        assertThat(match.arguments()).containsExactly("--model", "{{model.directory}}", "--cuda", "--fa3");
        assertThat(match.environment()).containsEntry("A", "hopper");
        assertThat(match.caches()).containsExactly(new KernelCache("triton", "TRITON_CACHE_DIR", "hopper"));
        assertThat(match.profiles().getLast().why()).isEqualTo("needs compute capability 10.0, the device has 9.0");
    }

    @ParameterizedTest
    @CsvSource({
        "9.0, '', '', true",
        "10.0, '', '', false",
        "8.9, 9.0, '', false",
        "8.9, 10.0, '', true",
        "'', '', 570.86.15, true",
        "'', '', 570.124, false",
        "'', '', 550.54, true",
    })
    void versionsAreComparedAsNumbers(String least, String below, String driver, boolean applies) {
        ProfileMatch match = match(
                Optional.of(Examples.h100(0)), profile("p", when(Optional.empty(), least, below, driver), "", "--x"));
        assertThat(match.profiles().getFirst().applies()).isEqualTo(applies);
    }

    @Test
    void namesOfCapabilitiesHaveNoOrder() {
        When named = new When(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of("gfx942"),
                Optional.empty(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of());
        Optional<Accelerator> mi = Optional.of(Examples.mi300x(0));
        assertThat(match(mi, profile("p", named, "aiter", "--x")).attention()).isEqualTo("aiter");
        assertThat(match(mi, profile("p", when(Optional.empty(), "8.0", "", ""), "", "--x"))
                        .applied())
                .isEmpty();
    }

    @Test
    void onTheCpuItsFeaturesDecide() {
        When avx512 = new When(
                Optional.of(HardwareKind.CPU),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Set.of("avx512f"),
                Set.of(),
                Set.of(),
                Set.of());
        When amx = new When(
                Optional.of(HardwareKind.CPU),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Set.of("amx_tile"),
                Set.of(),
                Set.of(),
                Set.of());
        ProfileMatch match =
                match(Optional.empty(), profile("avx512", avx512, "avx512", "--a"), profile("amx", amx, "amx", "--b"));
        assertThat(match.attention()).isEqualTo("avx512");
        assertThat(match.profiles().getLast().why()).isEqualTo("needs a processor with amx_tile");
        assertThat(match(Optional.of(Examples.h100(0)), profile("avx512", avx512, "avx512", "--a"))
                        .profiles()
                        .getFirst()
                        .why())
                .isEqualTo("is for the CPU, this is NVIDIA devices");
    }

    @Test
    void modelsDecideByAttentionQuantisationAndFamily() {
        When wants = new When(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Set.of(),
                Set.of("MLA"),
                Set.of("fp8"),
                Set.of("deepseek-v3"));
        assertThat(match(Optional.of(Examples.h100(0)), profile("mla", wants, "flashmla", "--m"))
                        .profiles()
                        .getFirst()
                        .why())
                .isEqualTo("is for models with MLA attention, this one has none that is known; is for weights quantised"
                        + " by fp8, here it is none; is for models of the family deepseek-v3, here it is llama");
    }
}
