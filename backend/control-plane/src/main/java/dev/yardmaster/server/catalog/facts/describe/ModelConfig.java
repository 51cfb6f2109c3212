package dev.yardmaster.server.catalog.facts.describe;

import dev.yardmaster.server.catalog.facts.config.Config;
import dev.yardmaster.server.catalog.facts.config.Families;
import dev.yardmaster.server.catalog.facts.config.Family;
import dev.yardmaster.server.catalog.facts.reading.Notes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A model's configuration, taken apart.
 *
 * @param top the whole of it
 * @param text the part about its language model, over what the family leaves out and over the whole
 * @param family by which the model goes
 * @param inner family of its language model, which is another one in many models that see or hear
 */
record ModelConfig(Optional<String> architecture, Config top, Config text, Family family, Family inner) {
    private static final List<String> NESTED = List.of(
            "text_config",
            "llm_config",
            "language_config",
            "thinker_config.text_config",
            "thinker_config",
            "text_model");

    static ModelConfig of(Config top, Notes notes) {
        Optional<String> architecture = architecture(top);
        Family family = family(architecture, top.text("model_type"), notes);
        Config nested = NESTED.stream()
                .map(top::at)
                .filter(c -> !c.isEmpty())
                .findFirst()
                .orElse(Config.empty());
        Family inner = nested.isEmpty() ? family : inner(nested, family);
        // What a nested part leaves out is its family's default, not what the whole says of something else.
        Config text = nested.isEmpty() ? top : nested.over(inner.defaults()).over(top);
        return new ModelConfig(architecture, top, text.over(family.defaults()), family, inner);
    }

    private static Optional<String> architecture(Config top) {
        return top.words("architectures").stream()
                .findFirst()
                .or(() -> top.text("_class_name"))
                .or(() -> mistral(top));
    }

    /** Mistral's own {@code params.json} names no class. */
    private static Optional<String> mistral(Config top) {
        if (top.positive("dim").isEmpty() || top.positive("n_layers").isEmpty()) {
            return Optional.empty();
        }
        if (top.has("vision_encoder")) {
            return Optional.of("PixtralForConditionalGeneration");
        }
        return Optional.of(top.has("moe") ? "MixtralForCausalLM" : "MistralForCausalLM");
    }

    private static Family family(Optional<String> architecture, Optional<String> type, Notes notes) {
        return architecture
                .flatMap(Families::ofArchitecture)
                .or(() -> type.flatMap(Families::ofType))
                .orElseGet(() -> unknown(architecture, type, notes));
    }

    private static Family unknown(Optional<String> architecture, Optional<String> type, Notes notes) {
        String shown = Notes.shown(architecture.or(() -> type).orElse(""), 80);
        if (shown.isEmpty()) {
            notes.add("The configuration names no architecture.");
            return Family.unknown("unknown");
        }
        notes.add("Architecture '" + shown + "' is not one that is known; what its configuration says is taken"
                + " as it stands, and layers that it does not list as full attention.");
        return Family.unknown(
                Notes.shown(type.orElse(shown), 80).toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static Family inner(Config nested, Family family) {
        return Stream.of(
                        nested.text("model_type").flatMap(Families::ofType),
                        nested.words("architectures").stream().findFirst().flatMap(Families::ofArchitecture))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(family);
    }
}
