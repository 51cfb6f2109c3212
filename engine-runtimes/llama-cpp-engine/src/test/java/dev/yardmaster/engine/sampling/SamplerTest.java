package dev.yardmaster.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplerTest {
    private static final float[] LOGITS = {1, 3, 2, 0};

    @Test
    void greedyTakesTheBestAndTheLowestOfEquals() {
        assertThat(choose(SamplingParameters.greedy(), LOGITS)).isEqualTo(1);
        assertThat(choose(SamplingParameters.greedy(), 2, 5, 5, 1)).isEqualTo(1);
    }

    @Test
    void biasDecidesBeforeAnythingElse() {
        assertThat(choose(SamplingParameters.greedy().withLogitBias(Map.of(3, 100f)), LOGITS))
                .isEqualTo(3);
        assertThat(choose(SamplingParameters.greedy().withLogitBias(Map.of(1, -100f)), LOGITS))
                .isEqualTo(2);
    }

    @Test
    void theSameSeedGivesTheSameTokens() {
        assertThat(draw(parameters(1, 1, 0, 0), 7, 100)).isEqualTo(draw(parameters(1, 1, 0, 0), 7, 100));
        assertThat(draw(parameters(1, 1, 0, 0), 7, 100)).isNotEqualTo(draw(parameters(1, 1, 0, 0), 8, 100));
    }

    @Test
    void sharesFollowTheSoftmax() {
        int[] drawn = draw(parameters(1, 1, 0, 0), 1, 20_000);
        double sum = Math.exp(1) + Math.exp(3) + Math.exp(2) + Math.exp(0);
        for (int token = 0; token < LOGITS.length; token++) {
            assertThat(share(drawn, token)).isCloseTo(Math.exp(LOGITS[token]) / sum, within(0.02));
        }
    }

    @Test
    void temperatureFlattensOrSharpens() {
        assertThat(share(draw(parameters(0.1, 1, 0, 0), 1, 1000), 1)).isGreaterThan(0.99);
        assertThat(share(draw(parameters(2, 1, 0, 0), 1, 1000), 1)).isBetween(0.35, 0.6);
    }

    @Test
    void topKTopPAndMinPNarrow() {
        assertThat(draw(parameters(2, 1, 2, 0), 1, 500)).containsOnly(1, 2);
        assertThat(draw(parameters(2, 0.01, 0, 0), 1, 500)).containsOnly(1);
        assertThat(draw(parameters(1, 0.8, 0, 0), 1, 500)).containsOnly(1, 2);
        assertThat(draw(parameters(1, 1, 0, 0.3), 1, 500)).containsOnly(1, 2);
    }

    @Test
    void penaltiesCountTheAnswerAndRepetitionThePromptToo() {
        var presence =
                new SamplingParameters(0, 1, 0, 0, 1.5, 0, 1, Map.of(), OptionalLong.empty(), OptionalInt.empty());
        var sampler = new Sampler(presence, new SplittableRandom(1), new int[] {1});
        assertThat(sampler.choose(LOGITS.clone()).token()).isEqualTo(1);
        assertThat(sampler.choose(LOGITS.clone()).token()).isEqualTo(2);
        assertThat(sampler.choose(LOGITS.clone()).token()).isEqualTo(1);

        var frequency =
                new SamplingParameters(0, 1, 0, 0, 0, 0.6, 1, Map.of(), OptionalLong.empty(), OptionalInt.empty());
        sampler = new Sampler(frequency, new SplittableRandom(1), new int[0]);
        assertThat(sampler.choose(LOGITS.clone()).token()).isEqualTo(1);
        assertThat(sampler.choose(LOGITS.clone()).token()).isEqualTo(1);
        assertThat(sampler.choose(LOGITS.clone()).token()).isEqualTo(2);

        var repetition =
                new SamplingParameters(0, 1, 0, 0, 0, 0, 2, Map.of(), OptionalLong.empty(), OptionalInt.empty());
        sampler = new Sampler(repetition, new SplittableRandom(1), new int[] {1});
        assertThat(sampler.choose(LOGITS.clone()).token()).isEqualTo(2);
    }

    @Test
    void logprobsAreTheModelsOwn() {
        var parameters =
                new SamplingParameters(0, 1, 0, 0, 0, 0, 1, Map.of(3, 100f), OptionalLong.empty(), OptionalInt.of(2));
        Choice choice = new Sampler(parameters, new SplittableRandom(1), new int[0]).choose(LOGITS.clone());
        double logSum = Math.log(Math.exp(1) + Math.exp(3) + Math.exp(2) + Math.exp(0));
        assertThat(choice.token()).isEqualTo(3);
        Choice.Logprobs logprobs = choice.logprobs().orElseThrow();
        assertThat(logprobs.chosen()).isCloseTo(-logSum, within(1e-6));
        assertThat(logprobs.top()).extracting(Choice.Alternative::token).containsExactly(1, 2);
        assertThat(logprobs.top().getFirst().logprob()).isCloseTo(3 - logSum, within(1e-6));
    }

    @Test
    void logitsThatAreNoNumbersStillGiveAToken() {
        float[] broken = new float[4];
        Arrays.fill(broken, Float.NaN);
        assertThat(choose(parameters(1, 0.5, 0, 0), broken)).isBetween(0, 3);
    }

    @Test
    void manyCandidatesAreRankedRight() {
        float[] logits = new float[1000];
        for (int token = 0; token < logits.length; token++) {
            logits[token] = (token * 7919 % 1000) / 100f;
        }
        int[] best = IntStream.range(0, 1000)
                .boxed()
                .sorted((a, b) -> Float.compare(logits[b], logits[a]))
                .limit(5)
                .mapToInt(Integer::intValue)
                .toArray();
        var seen = new java.util.HashSet<Integer>();
        var sampler = new Sampler(parameters(2, 1, 5, 0), new SplittableRandom(3), new int[0]);
        for (int i = 0; i < 500; i++) {
            seen.add(sampler.choose(logits.clone()).token());
        }
        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(best).boxed().toList());
    }

    private static int choose(SamplingParameters parameters, float... logits) {
        return new Sampler(parameters, new SplittableRandom(1), new int[0])
                .choose(logits.clone())
                .token();
    }

    private static int[] draw(SamplingParameters parameters, long seed, int count) {
        var sampler = new Sampler(parameters, new SplittableRandom(seed), new int[0]);
        return IntStream.range(0, count)
                .map(_ -> sampler.choose(LOGITS.clone()).token())
                .toArray();
    }

    private static double share(int[] drawn, int token) {
        return (double) Arrays.stream(drawn).filter(one -> one == token).count() / drawn.length;
    }

    private static SamplingParameters parameters(double temperature, double topP, int topK, double minP) {
        return new SamplingParameters(
                temperature, topP, topK, minP, 0, 0, 1, Map.of(), OptionalLong.empty(), OptionalInt.empty());
    }
}
