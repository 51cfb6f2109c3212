package dev.yardmaster.engine.sampling;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Chooses the tokens of one answer. The order is the one of the OpenAI API: bias, penalties, temperature, then
 * top-k, top-p, min-p. Not safe for several threads.
 */
public final class Sampler {
    private final SamplingParameters parameters;
    private final RandomGenerator random;
    private final Map<Integer, Integer> answered = new HashMap<>();
    private final Map<Integer, Integer> seen = new HashMap<>();

    public Sampler(SamplingParameters parameters, RandomGenerator random, int[] prompt) {
        this.parameters = parameters;
        this.random = random;
        if (parameters.penalises()) {
            for (int token : prompt) {
                seen.merge(token, 1, Integer::sum);
            }
        }
    }

    /** Chooses and remembers a token. {@code logits} is changed. */
    public Choice choose(float[] logits) {
        Map<Integer, Double> raw = new HashMap<>();
        double logSum = parameters.topLogprobs().isPresent() ? Logits.logSum(logits) : 0;
        List<Choice.Alternative> top = parameters.topLogprobs().isPresent() ? alternatives(logits, logSum) : List.of();
        parameters.logitBias().forEach((token, bias) -> {
            raw.putIfAbsent(token, (double) logits[token]);
            logits[token] += bias;
        });
        penalise(logits, raw);
        int token = pick(logits);
        if (parameters.penalises()) {
            answered.merge(token, 1, Integer::sum);
            seen.merge(token, 1, Integer::sum);
        }
        if (parameters.topLogprobs().isEmpty()) {
            return new Choice(token, Optional.empty());
        }
        double chosen = raw.getOrDefault(token, (double) logits[token]) - logSum;
        return new Choice(token, Optional.of(new Choice.Logprobs(chosen, top)));
    }

    private List<Choice.Alternative> alternatives(float[] logits, double logSum) {
        return Logits.top(logits, parameters.topLogprobs().orElse(0)).stream()
                .map(token -> new Choice.Alternative(token, logits[token] - logSum))
                .toList();
    }

    private void penalise(float[] logits, Map<Integer, Double> raw) {
        if (parameters.repeatPenalty() != 1) {
            for (int token : seen.keySet()) {
                raw.putIfAbsent(token, (double) logits[token]);
                double factor = parameters.repeatPenalty();
                logits[token] = (float) (logits[token] > 0 ? logits[token] / factor : logits[token] * factor);
            }
        }
        answered.forEach((token, count) -> {
            raw.putIfAbsent(token, (double) logits[token]);
            logits[token] -= (float) (parameters.presencePenalty() + count * parameters.frequencyPenalty());
        });
    }

    private int pick(float[] logits) {
        if (parameters.temperature() == 0) {
            return Logits.best(logits);
        }
        Candidates candidates = Candidates.of(logits, parameters.temperature());
        candidates.narrow(parameters.topK(), parameters.topP(), parameters.minP());
        return candidates.at(random.nextDouble());
    }
}
