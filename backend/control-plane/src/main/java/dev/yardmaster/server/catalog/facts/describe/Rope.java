package dev.yardmaster.server.catalog.facts.describe;

import dev.yardmaster.contract.catalog.ModelFacts.RopeScaling;
import dev.yardmaster.server.catalog.facts.config.Config;
import dev.yardmaster.server.catalog.facts.config.Family;
import dev.yardmaster.server.catalog.facts.reading.Notes;
import java.util.Optional;
import java.util.Set;

/**
 * How far a model reads. Whether {@code max_position_embeddings} already includes the rope scaling depends on the
 * scaling's type.
 */
final class Rope {
    private static final Set<String> NONE = Set.of("default", "mrope");
    /** Types whose factor is not to be multiplied: the length in the configuration is the stretched one. */
    private static final Set<String> INCLUDED = Set.of("llama3", "longrope", "su", "proportional");

    private final Config c;
    private final Config scaling;
    private final Family family;

    Rope(Config config, Family family) {
        this.c = config;
        this.family = family;
        Config parameters = config.at("rope_parameters");
        Config newer = parameters.at("full_attention").isEmpty() ? parameters : parameters.at("full_attention");
        this.scaling = config.at("rope_scaling").isEmpty() ? newer : config.at("rope_scaling");
    }

    Optional<RopeScaling> scaling() {
        return type().map(t -> new RopeScaling(t.equals("su") ? "longrope" : t, factor(), original()));
    }

    private Optional<String> type() {
        return scaling.text("rope_type", "type").filter(t -> !NONE.contains(t));
    }

    private Optional<Double> factor() {
        return scaling.number("factor").filter(f -> f > 0);
    }

    private Optional<Integer> original() {
        return scaling.positive("original_max_position_embeddings")
                .or(() -> c.positive("original_max_position_embeddings"));
    }

    /** @param tokenizerLimit {@code model_max_length} of the tokenizer */
    Optional<Integer> contextLength(Optional<Integer> tokenizerLimit, Notes notes) {
        Optional<Integer> stated = c.positive(
                "max_position_embeddings",
                "n_positions",
                "max_seq_len",
                "seq_length",
                "max_sequence_length",
                "max_target_positions",
                "max_trained_positions",
                "n_ctx",
                "context_length",
                "ctx_len",
                "model_max_length");
        return stated.map(n -> n - family.reserved() > 0 ? n - family.reserved() : n)
                .map(n -> stretched(n, tokenizerLimit, notes))
                .or(() -> tokenizerLimit);
    }

    private int stretched(int stated, Optional<Integer> tokenizerLimit, Notes notes) {
        Optional<String> type = type().filter(t -> !INCLUDED.contains(t));
        if (type.isEmpty() || factor().isEmpty() || family.scaled()) {
            return stated;
        }
        int base = original().orElse(stated);
        int whole = (int) Math.min(Integer.MAX_VALUE, Math.round(base * factor().get()));
        boolean included = original().isEmpty()
                && whole > stated
                && tokenizerLimit.filter(t -> t == stated).isPresent();
        if (included) {
            notes.add("The tokenizer's limit is " + stated + " too, so the " + type.get() + " rope scaling by "
                    + factor().get() + " is taken as included in it.");
            return stated;
        }
        return whole;
    }
}
