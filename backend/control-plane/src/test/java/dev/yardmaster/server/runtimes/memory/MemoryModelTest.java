package dev.yardmaster.server.runtimes.memory;

import static dev.yardmaster.server.runtimes.memory.Models.GIB;
import static dev.yardmaster.server.runtimes.memory.Models.MIB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.runtime.HardwareKind;
import dev.yardmaster.contract.runtime.MemoryTraits;
import dev.yardmaster.contract.runtime.MemoryTraits.ShareOf;
import dev.yardmaster.server.runtimes.memory.MemoryAnswer.DoesNotFit;
import dev.yardmaster.server.runtimes.memory.MemoryAnswer.Fits;
import dev.yardmaster.server.runtimes.memory.MemoryAnswer.Remedy;
import dev.yardmaster.server.runtimes.memory.MemoryAnswer.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Small models whose sums are done by hand. */
class MemoryModelTest {
    // One hidden state of 1024 tokens in 16 bits stays while scores are made: 1024 * 2048 * 2.
    private static final long STATE = 4 * MIB;

    private static MemoryPlan plan(MemoryQuestion question) {
        assertThat(MemoryModel.plan(question)).isInstanceOf(Fits.class);
        return ((Fits) MemoryModel.plan(question)).plan();
    }

    private static DoesNotFit refused(MemoryQuestion question) {
        assertThat(MemoryModel.plan(question)).isInstanceOf(DoesNotFit.class);
        return (DoesNotFit) MemoryModel.plan(question);
    }

    private static MemoryQuestion small(MemoryTraits traits, DeviceShape devices) {
        return new MemoryQuestion(Models.small(), 4 * GIB, traits, devices, Wanted.NOTHING);
    }

    @Test
    void keysAndValuesGetWhatIsLeftOfTheShare() {
        MemoryPlan plan = plan(small(Models.bare(ShareOf.TOTAL, 0.5), Models.gpus(1, 16)));
        // 16 * 0.5 - 4 GiB less the state; 16 KiB for each token.
        assertThat(plan.split()).isEqualTo(Split.ONE);
        assertThat(plan.perDevice().keyValues()).isEqualTo(4 * GIB - STATE);
        assertThat(plan.perDevice().total()).isEqualTo(8 * GIB);
        assertThat(plan.kvTokens()).isEqualTo((4 * GIB - STATE) / (16 * 1024));
        assertThat(plan.contextLength()).isEqualTo(131_072);
        assertThat(plan.longestContext()).isEqualTo(131_072);
        assertThat(plan.perDevice().least()).isEqualTo(4 * GIB + STATE + 2 * GIB);
    }

    @Test
    void theShareMayBeOfWhatIsFreeOfWeights() {
        MemoryPlan plan = plan(small(Models.bare(ShareOf.FREE_AFTER_WEIGHTS, 0.75), Models.gpus(1, 16)));
        assertThat(plan.perDevice().keyValues()).isEqualTo((12 * GIB - STATE) * 3 / 4);
    }

    @Test
    void theShareMayBeForWeightsAndCacheAlone() {
        MemoryTraits traits = Models.traits(ShareOf.WEIGHTS_AND_CACHE, 0.75, GIB, 0, GIB, 0);
        MemoryPlan plan = plan(small(traits, Models.gpus(1, 17)));
        assertThat(plan.perDevice().keyValues()).isEqualTo(12 * GIB - 4 * GIB);
        assertThat(plan.perDevice().total()).isEqualTo(GIB + 12 * GIB + GIB + STATE);
        // Graphs do not fit the rest any more: the cache gives way.
        MemoryPlan tight = plan(small(traits, Models.gpus(1, 17)).with(Wanted.NOTHING.withMemoryShare(1)));
        assertThat(tight.perDevice().total()).isEqualTo(17 * GIB);
    }

    @Test
    void anEngineThatTakesWhatIsAskedTakesItForEveryRequest() {
        Wanted wanted = Wanted.NOTHING.withContextLength(8192).withConcurrency(3);
        MemoryPlan plan = plan(small(Models.bare(ShareOf.AS_ASKED, 1), DeviceShape.host(8 * GIB))
                .with(wanted));
        assertThat(plan.perDevice().keyValues()).isEqualTo(3 * 128 * MIB);
        assertThat(plan.concurrency()).isEqualTo(3);
        assertThat(plan.kvTokens()).isEqualTo(3 * 8192);
        // 4 GiB less the state for three requests.
        assertThat(plan.longestContext()).isEqualTo(Math.floorDiv((4 * GIB - STATE) / 3, 16 * 16 * 1024) * 16);
    }

    @Test
    void sequencesTakeWholeBlocks() {
        Wanted wanted = Wanted.NOTHING.withContextLength(17).withConcurrency(1);
        MemoryPlan plan = plan(small(Models.bare(ShareOf.AS_ASKED, 1), DeviceShape.host(8 * GIB))
                .with(wanted));
        assertThat(plan.perDevice().keyValues()).isEqualTo(32 * 16 * 1024);
    }

    @Test
    void tensorRanksDivideWeightsAndHeads() {
        MemoryQuestion question = small(Models.bare(ShareOf.TOTAL, 1), Models.gpus(8, 16));
        MemoryPlan two = ((Fits) MemoryModel.fits(question, Split.tensor(2))).plan();
        assertThat(two.perDevice().weights()).isEqualTo(2 * GIB);
        assertThat(two.kvTokens()).isEqualTo((14 * GIB - STATE) / (8 * 1024));
        // Beyond 4 heads of keys and values, ranks hold the same head.
        MemoryPlan eight = ((Fits) MemoryModel.fits(question, Split.tensor(8))).plan();
        assertThat(eight.perDevice().weights()).isEqualTo(GIB / 2);
        assertThat(eight.kvTokens()).isEqualTo((15 * GIB + GIB / 2 - STATE) / (4 * 1024));
    }

    @Test
    void stagesDivideLayersAndKeepTablesAtBothEnds() {
        MemoryQuestion question = small(Models.bare(ShareOf.TOTAL, 1), Models.gpus(2, 16));
        MemoryPlan plan = ((Fits) MemoryModel.fits(question, new Split(1, 2, 1, 1))).plan();
        // Each table has 65536 * 2048 * 2 bytes, a quarter of a GiB.
        assertThat(plan.perDevice().weights()).isEqualTo((4 * GIB - GIB / 2) / 2 + GIB / 4);
        assertThat(plan.kvTokens())
                .isEqualTo((16 * GIB - STATE - plan.perDevice().weights()) / (8 * 1024));
    }

    @Test
    void aLatentVectorIsHeldByEveryRank() {
        MemoryQuestion question = new MemoryQuestion(
                Models.latent(),
                640 * GIB,
                Models.bare(ShareOf.AS_ASKED, 1),
                Models.gpus(8, 141),
                Wanted.NOTHING.withContextLength(1600).withConcurrency(1));
        assertThat(plan(question).perDevice().keyValues()).isEqualTo(1600L * 61 * 576 * 2);
    }

    @Test
    void spreadExpertsAreDividedOverCopiesToo() {
        ModelFacts facts = Models.withParameters(Models.latent(), 100_000_000_000L, 7_000_000_000L);
        MemoryQuestion question =
                new MemoryQuestion(facts, 100 * GIB, Models.bare(ShareOf.TOTAL, 1), Models.gpus(8, 80), Wanted.NOTHING);
        // 248 resting experts are 93 of 100 billion: all 256 are 96 %.
        MemoryPlan plan = ((Fits) MemoryModel.fits(question, new Split(1, 1, 8, 8))).plan();
        assertThat(plan.perDevice().weights()).isEqualTo(16 * GIB);
        assertThat(MemoryModel.fits(question, new Split(1, 1, 8, 1))).isInstanceOf(DoesNotFit.class);
    }

    @Test
    void aWindowBoundsWhatALayerKeeps() {
        MemoryTraits traits = Models.bare(ShareOf.AS_ASKED, 1);
        MemoryQuestion question = new MemoryQuestion(
                Models.sliding(),
                GIB,
                traits,
                Models.gpus(1, 16),
                Wanted.NOTHING.withContextLength(65_536).withConcurrency(1));
        // 8 KiB a token for each half; the window, one step and one block more.
        assertThat(plan(question).perDevice().keyValues()).isEqualTo(8 * 1024L * (65_536 + 1024 + 1024 + 16));
    }

    @Test
    void smallerElementsAreWorthMoreTokens() {
        MemoryQuestion question = small(Models.bare(ShareOf.TOTAL, 0.5), Models.gpus(1, 16));
        long half = plan(question).kvTokens();
        assertThat(plan(question.with(Wanted.NOTHING.withKvDtype("fp8"))).kvTokens())
                .isEqualTo(2 * half);
        assertThat(plan(question.with(Wanted.NOTHING.withKvDtype("int3"))).why())
                .anyMatch(w -> w.contains("'int3'") && w.contains("2 are counted"));
    }

    @Test
    void adaptersTakeARowAndAColumnOfEveryMatrix() {
        Wanted wanted = new Wanted(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(4),
                Optional.of(64),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        MemoryQuestion question = small(Models.bare(ShareOf.TOTAL, 1), Models.gpus(1, 16));
        long adapters = plan(question.with(wanted)).perDevice().adapters();
        // 2 billion weights in 8 layers of hidden size 2048: 131072 + 11 * 2048 wide.
        assertThat(adapters).isEqualTo(4L * 64 * 8 * 2 * (131_072 + 11 * 2048));
    }

    @Test
    void aLargerDeviceMayBeGivenMoreUnlessItIsExcepted() {
        MemoryTraits t = Models.bare(ShareOf.TOTAL, 1);
        MemoryTraits traits = new MemoryTraits(
                t.share(),
                t.shareOf(),
                0,
                0,
                0,
                0,
                1024,
                4,
                16,
                t.kvBytes(),
                0,
                Map.of(),
                t.logits(),
                List.of(new MemoryTraits.OnDevices(70 * GIB, java.util.Set.of("a100"), 8192, 1024)),
                Optional.empty());
        assertThat(steps(traits, "NVIDIA H100 80GB HBM3", 80)).isEqualTo(new Steps(8192, 1024));
        assertThat(steps(traits, "NVIDIA A100-SXM4-80GB", 80)).isEqualTo(new Steps(1024, 4));
        assertThat(steps(traits, "NVIDIA L4", 24)).isEqualTo(new Steps(1024, 4));
    }

    private static Steps steps(MemoryTraits traits, String product, long gib) {
        return Steps.of(small(traits, DeviceShape.node(HardwareKind.NVIDIA, product, gib * GIB, 1)));
    }

    @Test
    void whatWouldMakeItFitIsTriedBeforeItIsSaid() {
        MemoryQuestion question = small(Models.bare(ShareOf.TOTAL, 1), Models.gpus(1, 5));
        DoesNotFit answer = refused(question);
        assertThat(answer.reasons()).singleElement().asString().contains("1 request of 131072 tokens needs 2.0 GiB");
        assertThat(answer.suggestions())
                .extracting(Suggestion::remedy)
                .containsExactly(
                        Remedy.FEWER_TOKENS, Remedy.SMALLER_WEIGHTS, Remedy.MORE_DEVICES, Remedy.LARGER_DEVICE);
        // (1 GiB - 4 MiB) / 16 KiB
        assertThat(number(answer, Remedy.FEWER_TOKENS)).isEqualTo(65_280);
        assertThat(number(answer, Remedy.MORE_DEVICES)).isEqualTo(2);
        assertThat(number(answer, Remedy.LARGER_DEVICE)).isEqualTo(7 * GIB);
        assertThat(number(answer, Remedy.SMALLER_WEIGHTS)).isEqualTo(8);
        assertThat(plan(question.with(Wanted.NOTHING.withContextLength(65_280))).longestContext())
                .isEqualTo(65_280);
    }

    private static long number(DoesNotFit answer, Remedy remedy) {
        return answer.suggestions().stream()
                .filter(s -> s.remedy() == remedy)
                .findFirst()
                .orElseThrow()
                .number();
    }

    @Test
    void anImpossibleSplitIsRefusedWithTheHeadsThatRefuseIt() {
        MemoryQuestion question = small(Models.bare(ShareOf.TOTAL, 1), Models.gpus(8, 80));
        assertThat(((DoesNotFit) MemoryModel.fits(question, Split.tensor(3))).reasons())
                .containsExactly(
                        "16 attention heads cannot be divided by 3 devices; 1, 2, 4, 8, 16 can share a layer.");
        assertThat(((DoesNotFit) MemoryModel.fits(question, new Split(8, 2, 1, 1))).reasons())
                .singleElement()
                .asString()
                .contains("8 devices on each of 1 nodes");
    }

    @Test
    void whatEnginesReportedIsCountedInAndSaid() {
        MemoryQuestion question = small(Models.bare(ShareOf.TOTAL, 0.5), Models.gpus(1, 16));
        MemoryQuestion corrected = new MemoryQuestion(
                question.facts(),
                question.weightsBytes(),
                question.traits(),
                question.devices(),
                Wanted.NOTHING,
                _ -> Optional.of(new Correction(1.25, 0.9, 1, 5)));
        MemoryPlan plan = plan(corrected);
        assertThat(plan.perDevice().weights()).isEqualTo(5 * GIB);
        assertThat(plan.perDevice().keyValues()).isEqualTo(Sums.times(0.9, 3 * GIB - STATE));
        assertThat(plan.why()).anyMatch(w -> w.contains("5 engines reported: weights x 1.25, keys and values x 0.90"));
    }
}
