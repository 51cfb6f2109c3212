package dev.yardmaster.engine.api;

import dev.yardmaster.engine.json.Json;
import dev.yardmaster.engine.sampling.SamplingParameters;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Reads how tokens are to be chosen. */
final class SamplingFields {
    private static final int MOST_BIASES = 1024;

    private SamplingFields() {}

    static SamplingParameters read(Fields fields, int vocabulary, OptionalInt topLogprobs) {
        double topP = fields.number("top_p", 0, 1, 1);
        if (topP == 0) {
            throw fields.invalid("top_p", "must be more than 0");
        }
        return new SamplingParameters(
                fields.number("temperature", 0, 2, 1),
                topP,
                (int) Math.max(0, fields.whole("top_k", -1, Integer.MAX_VALUE).orElse(0)),
                fields.number("min_p", 0, 1, 0),
                fields.number("presence_penalty", -2, 2, 0),
                fields.number("frequency_penalty", -2, 2, 0),
                repeatPenalty(fields),
                logitBias(fields, vocabulary),
                fields.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE),
                topLogprobs);
    }

    /** {@code repeat_penalty} is llama.cpp's name, {@code repetition_penalty} vLLM's. */
    private static double repeatPenalty(Fields fields) {
        double ours = fields.number("repeat_penalty", 0.01, 10, 1);
        double theirs = fields.number("repetition_penalty", 0.01, 10, ours);
        if (ours != 1 && theirs != ours) {
            throw fields.invalid("repetition_penalty", "contradicts 'repeat_penalty'");
        }
        return theirs;
    }

    private static Map<Integer, Float> logitBias(Fields fields, int vocabulary) {
        Optional<Fields> object = fields.object("logit_bias");
        if (object.isEmpty()) {
            return Map.of();
        }
        var biases = new HashMap<Integer, Float>();
        object.get()
                .all()
                .forEach((token, bias) ->
                        biases.put(token(object.get(), token, vocabulary), bias(object.get(), token, bias)));
        if (biases.size() > MOST_BIASES) {
            throw fields.invalid("logit_bias", "may name at most %d tokens".formatted(MOST_BIASES));
        }
        return biases;
    }

    private static int token(Fields object, String name, int vocabulary) {
        if (!name.matches("\\d{1,9}") || Integer.parseInt(name) >= vocabulary) {
            throw object.invalid(name, "is not a token of this model (0 to %d)".formatted(vocabulary - 1));
        }
        return Integer.parseInt(name);
    }

    private static float bias(Fields object, String name, Json value) {
        OptionalDouble bias = value instanceof Json.Num number ? number.finite() : OptionalDouble.empty();
        if (bias.isEmpty()) {
            throw object.wrongType(name, "a number", value);
        }
        if (Math.abs(bias.getAsDouble()) > 100) {
            throw object.invalid(name, "must be from -100 to 100");
        }
        return (float) bias.getAsDouble();
    }
}
