package dev.yardmaster.server.runtimes.memory;

import static dev.yardmaster.server.runtimes.memory.Models.GIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.yardmaster.contract.catalog.AttentionLayers;
import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.runtime.HardwareKind;
import dev.yardmaster.contract.runtime.MemoryTraits;
import dev.yardmaster.contract.runtime.MemoryTraits.ShareOf;
import dev.yardmaster.server.runtimes.memory.MemoryAnswer.DoesNotFit;
import dev.yardmaster.server.runtimes.memory.MemoryAnswer.Fits;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Facts come from files of strangers: nothing, nonsense and numbers that are too large. */
class HostileFactsTest {
    private static MemoryAnswer answer(ModelFacts facts, long weights, ShareOf shareOf) {
        return MemoryModel.plan(new MemoryQuestion(
                facts,
                weights,
                Models.traits(shareOf, 0.9, GIB, GIB, GIB, 40),
                Models.gpus(8, 80),
                Wanted.NOTHING.withConcurrency(1)));
    }

    private static ModelFacts facts(int number, long bytes) {
        return new ModelFacts(
                Optional.empty(),
                Optional.empty(),
                Optional.of(bytes),
                Optional.of(bytes),
                Optional.empty(),
                Optional.of(new ModelFacts.Quantization(
                        "gptq", Optional.empty(), Optional.of((double) number), Optional.of(number))),
                Optional.of(number),
                Optional.empty(),
                Optional.of(number),
                Optional.of(number),
                Optional.of(number),
                Optional.of(number),
                Optional.of(number),
                Optional.of(number),
                Optional.of(new ModelFacts.Experts(number, number, Optional.of(number))),
                List.of(new AttentionLayers(AttentionLayers.Type.SLIDING, number, bytes, bytes, Optional.of(number))),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(ShareOf.class)
    void nothingKnownButTheWeightsIsCountedGenerouslyAndSaid(ShareOf shareOf) {
        assertThat(answer(ModelFacts.UNKNOWN, 16 * GIB, shareOf)).isInstanceOfSatisfying(Fits.class, fits -> {
            MemoryPlan plan = fits.plan();
            assertThat(plan.why())
                    .anyMatch(w -> w.contains("context length is not known"))
                    .anyMatch(w -> w.contains("hidden size is not known"))
                    .anyMatch(w -> w.contains("vocabulary is not known"))
                    .anyMatch(w -> w.contains("layers are not known"));
            // More than Llama 3 8B needs for as many weights: 128 KiB for a token.
            assertThat(plan.perDevice().least()).isGreaterThan(16 * GIB + plan.contextLength() * 128 * 1024);
        });
    }

    @Test
    void withoutWeightsNothingIsPromised() {
        assertThat(answer(ModelFacts.UNKNOWN, 0, ShareOf.TOTAL))
                .isInstanceOfSatisfying(
                        DoesNotFit.class,
                        no -> assertThat(no.reasons())
                                .singleElement()
                                .asString()
                                .contains("Neither the weights' files nor the number of parameters"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1_000_003})
    void nonsenseIsAnsweredAndNothingGoesRound(int number) {
        for (long bytes : new long[] {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE}) {
            for (ShareOf shareOf : ShareOf.values()) {
                switch (answer(facts(number, bytes), bytes, shareOf)) {
                    case Fits(MemoryPlan plan) -> {
                        assertThat(plan.perDevice().total()).isBetween(0L, 80 * GIB);
                        assertThat(plan.kvTokens()).isNotNegative();
                    }
                    case DoesNotFit no -> assertThat(no.reasons()).isNotEmpty();
                }
            }
        }
    }

    static List<Long> seeds() {
        return new Random(7).longs(60).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomFactsAreAnswered(long seed) {
        Random random = new Random(seed);
        ModelFacts facts = facts(random.nextInt() >> random.nextInt(31), random.nextLong() >> random.nextInt(63));
        assertThat(answer(facts, random.nextLong() >> random.nextInt(63), ShareOf.TOTAL))
                .isNotNull();
    }

    @Test
    void traitsOfNonsenseAreHeldToWhatIsPossible() {
        MemoryTraits odd = Models.traits(ShareOf.TOTAL, 7, -GIB, -GIB, Long.MAX_VALUE, -3);
        MemoryQuestion question = new MemoryQuestion(Models.small(), GIB, odd, Models.gpus(1, 24), Wanted.NOTHING);
        assertThat(MemoryModel.plan(question)).isInstanceOf(DoesNotFit.class);
    }

    @Test
    void questionsOfNonsenseAreNotTaken() {
        assertThatIllegalArgumentException().isThrownBy(() -> Wanted.NOTHING.withContextLength(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Wanted.NOTHING.withMemoryShare(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new Split(0, 1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new DeviceShape(HardwareKind.NVIDIA, "", 0, 1, 1, 1));
    }
}
