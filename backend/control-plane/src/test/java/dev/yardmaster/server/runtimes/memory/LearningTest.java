package dev.yardmaster.server.runtimes.memory;

import static dev.yardmaster.server.runtimes.memory.Models.GIB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.runtime.MemoryTraits.ShareOf;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
        Reported reported = new Reported(
                Optional.of(4 * GIB + GIB / 5), Optional.empty(), Optional.of(tokens * 9 / 10), Optional.of(GIB / 4));
        Correction correction = Learning.correction(List.of(Learnt.of(SUBJECT, Split.ONE, question, reported)))
                .orElseThrow();
        assertThat(correction.weights()).isCloseTo(1.05, Offset.offset(1e-3));
        assertThat(correction.graphs()).isCloseTo(0.5, Offset.offset(1e-3));
        MemoryPlan corrected = plan(question.with(_ -> Optional.of(correction)));
        assertThat(corrected.kvTokens())
                .as("what the engine reported, the difference of its weights not counted twice")
                .isCloseTo(tokens * 9 / 10, Offset.offset(1024L));
        assertThat(corrected.perDevice().weights()).isCloseTo(4 * GIB + GIB / 5, Offset.offset(1024L));
        assertThat(corrected.derived()).hasValueSatisfying(derived -> {
            assertThat(derived.reports()).isEqualTo(1);
            assertThat(derived.kvTokens()).isEqualTo(tokens);
            assertThat(derived.weights()).isEqualTo(4 * GIB);
        });
        assertThat(corrected.why()).anyMatch(w -> w.contains("what 1 engine reported"));
    }

    @Test
    void bytesOfKeysAndValuesTeachWhereTokensAreNotSaid() {
        MemoryQuestion question = new MemoryQuestion(
                Models.small(), 4 * GIB, Models.bare(ShareOf.TOTAL, 0.5), Models.gpus(1, 24), Wanted.NOTHING);
        Reported reported = new Reported(Optional.empty(), Optional.of(6 * GIB), Optional.empty(), Optional.empty());
        assertThat(Learnt.of(SUBJECT, Split.ONE, question, reported).keyValues())
                .hasValueSatisfying(ratio -> assertThat(ratio).isCloseTo(0.75, Offset.offset(1e-3)));
        MemoryQuestion asAsked = new MemoryQuestion(
                Models.small(), 4 * GIB, Models.bare(ShareOf.AS_ASKED, 1), Models.gpus(1, 24), Wanted.NOTHING);
        assertThat(Learnt.of(SUBJECT, Split.ONE, asAsked, reported).keyValues()).isEmpty();
    }

    /** Whatever engines say: nothing that is learned makes an answer absurd. */
    @ParameterizedTest
    @MethodSource("seeds")
    void noReportMakesAnEstimateAbsurd(long seed) {
        Random random = new Random(seed);
        ShareOf shareOf = ShareOf.values()[random.nextInt(ShareOf.values().length)];
        MemoryQuestion question = new MemoryQuestion(
                Models.small(),
                (1 + random.nextInt(20)) * GIB,
                Models.traits(shareOf, 0.3 + 0.7 * random.nextDouble(), GIB / 4, 0, GIB / 2, 30),
                Models.gpus(1, 8 + random.nextInt(73)),
                Wanted.NOTHING);
        List<Learnt> reports = IntStream.range(0, 1 + random.nextInt(12))
                .mapToObj(_ -> Learnt.of(SUBJECT, Split.ONE, question, said(random)))
                .toList();
        Optional<Correction> correction = Learning.correction(reports);
        correction.ifPresent(c -> assertThat(List.of(c.weights(), c.keyValues(), c.graphs()))
                .allMatch(factor -> factor >= 0.5 && factor <= 2));
        MemoryAnswer plain = MemoryModel.plan(question);
        if (MemoryModel.plan(question.with(_ -> correction)) instanceof MemoryAnswer.Fits(var plan)) {
            DeviceUse use = plan.perDevice();
            assertThat(use.total()).isBetween(use.weights(), use.of());
            assertThat(use.keyValues()).isBetween(0L, use.of());
            assertThat(use.weights()).isBetween(question.weightsBytes() / 2, question.weightsBytes() * 2);
            assertThat(plan.kvTokens()).isNotNegative();
            assertThat(plan.longestContext()).isPositive();
            assertThat(plan.derived().isPresent()).isEqualTo(correction.isPresent());
            if (plain instanceof MemoryAnswer.Fits(var derived)) {
                assertThat(plan.derived().map(MemoryPlan.Derived::kvTokens).orElse(derived.kvTokens()))
                        .isEqualTo(derived.kvTokens());
            }
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    private static Reported said(Random random) {
        return new Reported(size(random), size(random), size(random), size(random));
    }

    private static Optional<Long> size(Random random) {
        return random.nextInt(4) == 0
                ? Optional.empty()
                : Optional.of((long) Math.pow(2, random.nextDouble() * 62) * (random.nextInt(9) == 0 ? -1 : 1));
    }

    private static MemoryPlan plan(MemoryQuestion question) {
        return ((MemoryAnswer.Fits) MemoryModel.plan(question)).plan();
    }
}
