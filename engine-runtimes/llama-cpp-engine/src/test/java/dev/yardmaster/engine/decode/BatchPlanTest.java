package dev.yardmaster.engine.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.engine.decode.BatchPlan.Share;
import dev.yardmaster.engine.decode.BatchPlan.Want;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
    @Test
    void answersComeBeforePrompts() {
        var plan = BatchPlan.of(List.of(new Want(0, 500), new Want(1, 1)), 64, 16);
        assertThat(plan.shares()).containsExactly(new Share(1, 1), new Share(0, 16));
    }

    @Test
    void promptsAloneTakeTheWholeCallInOrderOfArrival() {
        var plan = BatchPlan.of(List.of(new Want(2, 40), new Want(0, 40)), 64, 16);
        assertThat(plan.shares()).containsExactly(new Share(2, 40), new Share(0, 24));
    }

    @RepeatedTest(40)
    void neverPlansMoreThanFitsOrIsWanted(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        List<Want> wants = IntStream.range(0, random.nextInt(10) + 1)
                .mapToObj(slot -> new Want(slot, 1 + random.nextInt(random.nextBoolean() ? 1 : 100)))
                .toList();
        int capacity = 1 + random.nextInt(64);
        var plan = BatchPlan.of(wants, capacity, 1 + random.nextInt(64));
        assertThat(plan.shares()).isNotEmpty();
        assertThat(plan.shares().stream().mapToInt(Share::tokens).sum()).isLessThanOrEqualTo(capacity);
        assertThat(plan.shares())
                .allSatisfy(share -> assertThat(share.tokens())
                        .isPositive()
                        .isLessThanOrEqualTo(wants.get(share.slot()).remaining()));
        assertThat(plan.shares()).extracting(Share::slot).doesNotHaveDuplicates();
    }
}
