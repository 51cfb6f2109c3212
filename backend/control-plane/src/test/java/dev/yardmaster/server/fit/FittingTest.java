package dev.yardmaster.server.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.contract.catalog.AttentionLayers;
import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.contract.document.ModelSpec;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.runtime.FitAnswer;
import dev.yardmaster.contract.runtime.FitQuestion;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.server.runtimes.ShippedRuntimes;
import dev.yardmaster.server.runtimes.memory.Corrections;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Shipped runtimes and known products; Llama 3.1 8B. */
class FittingTest {
    private static final List<Runtime> RUNTIMES = ShippedRuntimes.load().list();
    private static final long WEIGHTS = 16_060_522_496L;

    private static FitAnswer ask(String json) {
        FitQuestion question = JsonMapper.shared().readValue(json, FitQuestion.class);
        try {
            return Fitting.answer(
                    question,
                    llama(),
                    new Fitting.Weights("llama@1", WEIGHTS),
                    RUNTIMES,
                    Asked.shape(question, KnownDevices.load()),
                    Corrections.NONE);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Model llama() {
        ModelFacts facts = new ModelFacts(
                Optional.of("LlamaForCausalLM"),
                Optional.of("llama"),
                Optional.of(8_030_261_248L),
                Optional.empty(),
                Optional.of("bfloat16"),
                Optional.empty(),
                Optional.of(131_072),
                Optional.empty(),
                Optional.of(32),
                Optional.of(4096),
                Optional.of(32),
                Optional.of(8),
                Optional.of(128),
                Optional.of(128_256),
                Optional.empty(),
                List.of(new AttentionLayers(AttentionLayers.Type.FULL, 32, 131_072, 0, Optional.empty())),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new Model(
                "yardmaster.dev/v1",
                "Model",
                Metadata.named("llama"),
                JsonMapper.shared().readValue("{\"source\": \"hf://acme/llama\"}", ModelSpec.class),
                new Model.Status("0".repeat(40), ModelFormat.SAFETENSORS, WEIGHTS, List.of(), facts, facts, List.of()));
    }

    @Test
    void onADeviceThatIsLargeEnoughItSaysHowMuchFits() {
        FitAnswer answer = ask("{\"model\": \"llama\", \"device\": \"h100 80gb\"}");
        assertThat(answer.fits()).isTrue();
        assertThat(answer.runtime()).isEqualTo("vllm");
        assertThat(answer.device()).isEqualTo("NVIDIA H100 80GB HBM3");
        assertThat(answer.plan()).hasValueSatisfying(plan -> {
            assertThat(plan.split()).isEqualTo("TP1");
            assertThat(plan.kvTokens()).isBetween(350_000L, 450_000L);
            assertThat(plan.totalBytes()).isLessThanOrEqualTo(plan.deviceBytes());
        });
    }

    @Test
    void onOneThatIsTooSmallItSaysWhatWouldHelp() {
        FitAnswer answer = ask("{\"model\": \"llama\", \"device\": \"L4\", \"contextLength\": 131072}");
        assertThat(answer.fits()).isFalse();
        assertThat(answer.why()).isNotEmpty();
        assertThat(answer.remedies())
                .extracting(FitAnswer.Remedy::change)
                .contains("FEWER_TOKENS", "MORE_DEVICES", "LARGER_DEVICE");
        FitAnswer two = ask("{\"model\": \"llama\", \"device\": \"L4\", \"count\": 2}");
        assertThat(two.plan())
                .hasValueSatisfying(plan -> assertThat(plan.split()).isEqualTo("TP2"));
    }

    @Test
    void whatIsNotKnownOrOutOfBoundsIsNamed() {
        refused("{\"model\": \"llama\", \"device\": \"H1000\"}", "device");
        refused("{\"model\": \"llama\", \"device\": \"A100\"}", "device");
        refused("{\"model\": \"llama\", \"device\": \"CPU\"}", "memoryGib");
        refused("{\"model\": \"llama\", \"device\": \"L4\", \"count\": 0}", "count");
        refused("{\"model\": \"llama\", \"device\": \"L4\", \"memoryShare\": 2}", "memoryShare");
        refused("{\"model\": \"llama\", \"device\": \"L4\", \"runtime\": \"nothing\"}", "runtime");
    }

    private static void refused(String json, String field) {
        assertThatThrownBy(() -> ask(json))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().errors())
                                .anyMatch(p -> p.field().equals(field)));
    }
}
