package dev.yardmaster.server.runtimes.memory;

import static dev.yardmaster.server.runtimes.memory.Models.GIB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.runtime.MemoryTraits;
import dev.yardmaster.contract.runtime.MemoryTraits.ShareOf;
import dev.yardmaster.server.runtimes.memory.MemoryAnswer.DoesNotFit;
import dev.yardmaster.server.runtimes.memory.MemoryAnswer.Fits;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds whatever the model, the engine and the devices are. */
class MemoryPropertyTest {
    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    private static MemoryQuestion question(Random random) {
        int heads = 8 << random.nextInt(4);
        int kept = 1 << random.nextInt(Integer.numberOfTrailingZeros(heads) + 1);
        List<ModelFacts> models = List.of(
                Models.dense(2 + random.nextInt(90), heads * 128, heads, kept, 128), Models.latent(), Models.sliding());
        MemoryTraits traits = Models.traits(
                ShareOf.values()[random.nextInt(ShareOf.values().length)],
                0.5 + random.nextDouble() / 2,
                random.nextLong(GIB),
                random.nextLong(GIB),
                random.nextLong(GIB),
                random.nextDouble() * 50);
        Wanted wanted =
                Wanted.NOTHING.withContextLength(random.nextLong(1, 131_072)).withConcurrency(random.nextLong(1, 64));
        return new MemoryQuestion(
                models.get(random.nextInt(models.size())),
                random.nextLong(1, 200 * GIB),
                traits,
                Models.gpus(1 << random.nextInt(4), random.nextLong(8, 200)),
                wanted);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aPlanThatFitsNeverExceedsTheDeviceAndHasRoomForWhatIsAsked(long seed) {
        MemoryQuestion question = question(new Random(seed));
        if (MemoryModel.plan(question) instanceof Fits(MemoryPlan plan)) {
            DeviceUse use = plan.perDevice();
            assertThat(use.total()).isLessThanOrEqualTo(question.devices().memoryBytes());
            assertThat(use.least()).isLessThanOrEqualTo(use.total());
            assertThat(plan.longestContext()).isGreaterThanOrEqualTo(plan.contextLength());
            assertThat(plan.concurrency()).isGreaterThanOrEqualTo(1);
            assertThat(plan.split().devices())
                    .isLessThanOrEqualTo(question.devices().devices());
            assertThat(MemoryModel.plan(question.with(question.wanted().withContextLength(plan.longestContext()))))
                    .isInstanceOf(Fits.class);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsSuggestedFits(long seed) {
        MemoryQuestion question = question(new Random(seed));
        if (MemoryModel.plan(question) instanceof DoesNotFit answer) {
            assertThat(answer.reasons()).isNotEmpty();
            answer.suggestions().forEach(s -> {
                switch (s.remedy()) {
                    case FEWER_TOKENS -> fits(question.with(question.wanted().withContextLength(s.number())));
                    case FEWER_REQUESTS -> fits(question.with(question.wanted().withConcurrency(s.number())));
                    case SMALLER_KEY_VALUES ->
                        fits(question.with(question.wanted().withKvDtype("fp8")));
                    case LARGER_DEVICE ->
                        fits(question.on(Models.gpus(question.devices().perNode(), s.number() / GIB)));
                    case MORE_DEVICES ->
                        assertThat(s.number()).isGreaterThan(question.devices().perNode());
                    case SMALLER_WEIGHTS -> assertThat(s.number()).isIn(8L, 4L);
                }
            });
        }
    }

    private static void fits(MemoryQuestion question) {
        assertThat(MemoryModel.plan(question)).isInstanceOf(Fits.class);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void moreContextNeverNeedsLess(long seed) {
        Random random = new Random(seed);
        MemoryQuestion question = question(random);
        Split split = split(question, random);
        long more = question.wanted().contextLength().orElseThrow() + random.nextLong(1, 10_000);
        Load less = load(question, split);
        Load longer = load(question.with(question.wanted().withContextLength(more)), split);
        assertThat(longer.use().least()).isGreaterThanOrEqualTo(less.use().least());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void moreRanksNeverNeedMoreOnADevice(long seed) {
        Random random = new Random(seed);
        MemoryQuestion question = question(random);
        Split split = split(question, random);
        Split wider = new Split(split.tensor() * 2, split.pipeline(), split.data(), split.expert());
        Split deeper = new Split(split.tensor(), split.pipeline() + 1, split.data(), split.expert());
        long now = needed(question, split);
        assertThat(needed(question, wider)).isLessThanOrEqualTo(now);
        assertThat(needed(question, deeper)).isLessThanOrEqualTo(tables(question, split, now));
    }

    /** The first stages of all take a table of the vocabulary each, which one stage may have in common. */
    private static long tables(MemoryQuestion question, Split split, long now) {
        return split.pipeline() > 1
                ? now
                : now + Sizes.of(question.facts(), question.weightsBytes()).embedding();
    }

    /** Without what several devices need to talk to each other, which one does not. */
    private static long needed(MemoryQuestion question, Split split) {
        Load load = load(question, split);
        return load.use().least() - load.overhead();
    }

    private static Split split(MemoryQuestion question, Random random) {
        List<Split> splits = MemoryModel.splits(question.facts(), question.devices());
        return splits.get(random.nextInt(splits.size()));
    }

    private static Load load(MemoryQuestion question, Split split) {
        return Load.of(question, Sizes.of(question.facts(), question.weightsBytes()), split);
    }
}
