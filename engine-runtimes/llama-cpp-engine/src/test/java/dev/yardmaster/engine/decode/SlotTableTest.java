package dev.yardmaster.engine.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.engine.sampling.Sampler;
import dev.yardmaster.engine.sampling.SamplingParameters;
import dev.yardmaster.engine.text.TextStream;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SlotTableTest {
    private final SlotTable slots = new SlotTable(3);

    private void fill(int slot, long at, int... tokens) {
        Slot filled = slots.all().get(slot);
        filled.begin(generation(tokens), 0);
        filled.decoded(tokens.length);
        filled.end(at);
    }

    private static Generation generation(int... tokens) {
        var sampler = new Sampler(SamplingParameters.greedy(), new SplittableRandom(1), tokens);
        return new Generation(new GenerationTask(tokens, Lora.BASE, sampler, new TextStream(List.of()), 1, _ -> {}), 0);
    }

    private int best(int... prompt) {
        return slots.bestFor(prompt, Lora.BASE).orElseThrow().id();
    }

    @Test
    void takesTheLongestCommonBeginning() {
        fill(0, 1, 1, 2, 3);
        fill(1, 2, 1, 2, 3, 4);
        fill(2, 3, 1);
        assertThat(best(1, 2, 3, 4, 5)).isEqualTo(1);
        assertThat(best(1, 2, 9)).isEqualTo(0);
    }

    @Test
    void withoutACommonBeginningTakesTheLeastRecentlyUsed() {
        fill(0, 5, 1);
        fill(1, 3, 2);
        fill(2, 4, 3);
        assertThat(best(9, 9)).isEqualTo(1);
    }

    @Test
    void alwaysLeavesTheLastTokenToDecode() {
        fill(0, 1, 1, 2, 3);
        assertThat(slots.all().getFirst().reusable(new int[] {1, 2, 3}, Lora.BASE))
                .isEqualTo(2);
        assertThat(slots.all().getFirst().reusable(new int[] {1}, Lora.BASE)).isZero();
        assertThat(slots.all().getFirst().reusable(new int[] {1, 2, 3}, () -> "other"))
                .isZero();
    }

    @Test
    void busySlotsAreNotGiven() {
        slots.all().forEach(slot -> slot.begin(generation(1), 0));
        assertThat(slots.bestFor(new int[] {1}, Lora.BASE)).isEmpty();
    }
}
