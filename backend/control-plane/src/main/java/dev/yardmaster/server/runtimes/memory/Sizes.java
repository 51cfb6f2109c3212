package dev.yardmaster.server.runtimes.memory;

import dev.yardmaster.contract.catalog.AttentionLayers;
import dev.yardmaster.contract.catalog.ModelFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model's sizes, every one of them filled in. What the facts leave out is replaced by something larger than what models
 * of this size have, and {@code assumed} says so.
 *
 * @param weights 0 only where neither files nor parameters tell
 * @param embedding bytes of one table of the vocabulary
 * @param expertShare of the weights that are routed experts
 */
record Sizes(
        long weights,
        double parameters,
        double bits,
        int layers,
        int hidden,
        int keyValueHeads,
        int vocabulary,
        long embedding,
        double expertShare,
        long contextLength,
        List<AttentionLayers> attention,
        List<String> assumed) {
    private static final int LARGE_CONTEXT = 32_768;
    private static final int LARGE_VOCABULARY = 262_144;
    private static final int LARGE_HIDDEN = 16_384;
    private static final int MOST = 10_000_000;

    static Sizes of(ModelFacts facts, long weightsBytes) {
        List<String> assumed = new ArrayList<>();
        double bits = bits(facts, assumed);
        double parameters = facts.parameters()
                .filter(p -> p > 0)
                .map(Long::doubleValue)
                .orElse(Math.max(0, weightsBytes) * 8 / bits);
        long weights = weightsBytes > 0 ? weightsBytes : Sums.times(parameters, bits / 8);
        if (weightsBytes <= 0 && weights > 0) {
            assumed.add(
                    "The size of the weights' files is not known; %s follow from %.1f billion parameters of %s bits."
                            .formatted(Sums.words(weights), parameters / 1e9, number(bits)));
        }
        int layers = known(facts.layers()).orElse(1);
        int hidden = known(facts.hiddenSize()).orElseGet(() -> hidden(parameters, assumed));
        int vocabulary = known(facts.vocabulary()).orElseGet(() -> {
            assumed.add("The size of the vocabulary is not known; " + LARGE_VOCABULARY + " entries are counted.");
            return LARGE_VOCABULARY;
        });
        return new Sizes(
                weights,
                parameters,
                bits,
                layers,
                hidden,
                known(facts.keyValueHeads())
                        .or(() -> known(facts.attentionHeads()))
                        .orElse(1),
                vocabulary,
                embedding(facts, weights, vocabulary, hidden),
                experts(facts),
                context(facts, assumed),
                Layers.of(facts, parameters, assumed),
                List.copyOf(assumed));
    }

    static Optional<Integer> known(Optional<Integer> fact) {
        return fact.filter(n -> n > 0 && n <= MOST);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    private static double bits(ModelFacts facts, List<String> assumed) {
        Optional<ModelFacts.Quantization> packed = facts.quantization();
        if (packed.isPresent()) {
            Optional<Double> bits = packed.get().bits().filter(b -> b > 0 && b <= 32);
            if (bits.isEmpty()) {
                assumed.add("How many bits a weight has under '" + packed.get().method()
                        + "' is not known; 8 are counted.");
            }
            return bits.orElse(8.0);
        }
        return facts.dtype().filter(d -> d.contains("32")).isPresent() ? 32 : 16;
    }

    private static int hidden(double parameters, List<String> assumed) {
        // A dense model has about 12 * layers * hidden^2 weights, and seldom more than hidden / 64 layers.
        int guess = parameters <= 0 ? LARGE_HIDDEN : (int) Math.clamp(Math.cbrt(parameters * 8), 512, LARGE_HIDDEN);
        assumed.add("The hidden size is not known; " + guess + " is counted.");
        return guess;
    }

    /** Tables stay in 16 bits where other weights are packed, and are never more than half of all. */
    private static long embedding(ModelFacts facts, long weights, int vocabulary, int hidden) {
        int bytes = facts.dtype().filter(d -> d.contains("32")).isPresent() ? 4 : 2;
        return Math.min(weights / 2, Sums.times((double) vocabulary * hidden, bytes));
    }

    /** From all parameters and those of one token follow the experts': what {@code total - perToken} of them add. */
    private static double experts(ModelFacts facts) {
        if (facts.experts().isEmpty()
                || facts.parameters().isEmpty()
                || facts.activeParameters().isEmpty()) {
            return 0;
        }
        ModelFacts.Experts experts = facts.experts().get();
        double all = facts.parameters().get();
        double idle = all - facts.activeParameters().get();
        int resting = experts.total() - experts.perToken();
        return all <= 0 || idle <= 0 || resting <= 0 ? 0 : Math.min(1, idle / resting * experts.total() / all);
    }

    private static long context(ModelFacts facts, List<String> assumed) {
        return facts.contextLength().filter(n -> n > 0).map(Integer::longValue).orElseGet(() -> {
            assumed.add("The model's context length is not known; " + LARGE_CONTEXT + " tokens are counted.");
            return (long) LARGE_CONTEXT;
        });
    }
}
