package dev.yardmaster.server.runtimes.memory;

import static dev.yardmaster.server.runtimes.memory.Models.GIB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.runtime.MemoryTraits.ShareOf;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LearningTest {
    private static final Subject SUBJECT = new Subject("m@1", "vllm", "0.27.1", "GPU");

    private static Learnt weights(double ratio) {
        return new Learnt(SUBJECT, Split.ONE, Optional.of(ratio), Optional.empty(), Optional.empty());
    }

    private static double learnt(double... ratios) {
        return Learning.correction(
                        DoubleStream.of(ratios).mapToObj(LearningTest::weights).toList())
                .orElseThrow()
                .weights();
    }

    @Test
    void oneEngineThatWasWrongChangesNothing() {
        assertThat(learnt(1.1, 1.1, 1.9)).isEqualTo(1.1);
        assertThat(learnt(1.1, 1.2)).isCloseTo(1.15, Offset.offset(1e-9));
    }

    @Test
    void whatCannotBeTrueIsLeftOut() {
        assertThat(Learning.correction(List.of(weights(2.1), weights(0.4), weights(Double.NaN))))
                .isEmpty();
        assertThat(learnt(1.1, 50, 70)).isEqualTo(1.1);
        assertThat(Learning.correction(List.of())).isEmpty();
    }

    @Test
    void whatWasNotReportedIsNotCorrected() {
        Correction correction = Learning.correction(List.of(weights(1.1))).orElseThrow();
        assertThat(correction).isEqualTo(new Correction(1.1, 1, 1, 1));
    }

    @Test
    void aCorrectedPlanSaysWhatTheEngineReported() {
        MemoryQuestion question = new MemoryQuestion(
                Models.small(),
                4 * GIB,
                Models.traits(ShareOf.TOTAL, 0.9, GIB, 0, GIB / 2, 30),
                Models.gpus(1, 24),
                Wanted.NOTHING);
        long tokens = plan(question).kvTokens();
        Reported reported =
                new Reported(Optional.of(4 * GIB + GIB / 5), Optional.of(tokens * 9 / 10), Optional.of(GIB / 4));
        Correction correction = Learning.correction(List.of(Learnt.of(SUBJECT, Split.ONE, question, reported)))
                .orElseThrow();
        assertThat(correction.weights()).isCloseTo(1.05, Offset.offset(1e-3));
        assertThat(correction.keyValues()).isCloseTo(0.9, Offset.offset(1e-3));
        assertThat(correction.graphs()).isCloseTo(0.5, Offset.offset(1e-3));
    }

    private static MemoryPlan plan(MemoryQuestion question) {
        return ((MemoryAnswer.Fits) MemoryModel.plan(question)).plan();
    }
}
