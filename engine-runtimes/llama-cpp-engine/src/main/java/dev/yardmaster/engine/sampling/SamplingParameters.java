package dev.yardmaster.engine.sampling;

import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How tokens are chosen.
 *
 * @param temperature 0 takes the most likely token
 * @param topK 0 keeps all
 * @param repeatPenalty 1 changes nothing; counts tokens of prompt and answer, as the other two penalties do not
 * @param topLogprobs absent: no log probabilities; 0: of the chosen token only
 */
public record SamplingParameters(
        double temperature,
        double topP,
        int topK,
        double minP,
        double presencePenalty,
        double frequencyPenalty,
        double repeatPenalty,
        Map<Integer, Float> logitBias,
        OptionalLong seed,
        OptionalInt topLogprobs) {

    public SamplingParameters {
        logitBias = Map.copyOf(logitBias);
    }

    public static SamplingParameters greedy() {
        return new SamplingParameters(0, 1, 0, 0, 0, 0, 1, Map.of(), OptionalLong.empty(), OptionalInt.empty());
    }

    public SamplingParameters withLogitBias(Map<Integer, Float> other) {
        return new SamplingParameters(
                temperature,
                topP,
                topK,
                minP,
                presencePenalty,
                frequencyPenalty,
                repeatPenalty,
                other,
                seed,
                topLogprobs);
    }

    boolean penalises() {
        return presencePenalty != 0 || frequencyPenalty != 0 || repeatPenalty != 1;
    }
}
