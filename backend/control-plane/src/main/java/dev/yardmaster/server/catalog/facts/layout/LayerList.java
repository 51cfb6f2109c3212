package dev.yardmaster.server.catalog.facts.layout;

import dev.yardmaster.server.catalog.facts.config.Config;
import dev.yardmaster.server.catalog.facts.reading.Notes;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Layers that a configuration lists one by one or by a rule of its own; the many ways in which it may. */
final class LayerList {
    private final Config config;
    private final int layers;
    private final Notes notes;

    LayerList(Config config, int layers, Notes notes) {
        this.config = config;
        this.layers = layers;
        this.notes = notes;
    }

    Optional<List<LayerKind>> kinds() {
        return named().or(this::letters)
                .or(this::cycle)
                .or(() -> flagged("attn_type_list", LayerKind.FULL, LayerKind.RECURRENT))
                .or(() -> flagged("hybrid_layer_pattern", LayerKind.SLIDING, LayerKind.FULL))
                .or(this::period)
                .or(this::indices)
                .or(this::interval);
    }

    private Optional<List<LayerKind>> named() {
        List<String> words = config.words("layer_types", "layers_block_type");
        if (words.isEmpty()) {
            return Optional.empty();
        }
        if (words.size() < layers) {
            notes.add("The configuration names the types of " + words.size() + " layers, and has " + layers + ".");
            return Optional.empty();
        }
        return Optional.of(words.stream().limit(layers).map(this::named).toList());
    }

    private LayerKind named(String word) {
        return LayerKind.of(word).orElseGet(() -> {
            notes.add("Layers of type '" + Notes.shown(word, 40)
                    + "' are not known; they are counted as full attention.");
            return LayerKind.FULL;
        });
    }

    private Optional<List<LayerKind>> letters() {
        return config.text("hybrid_override_pattern")
                .filter(p -> p.length() >= layers)
                .map(p -> IntStream.range(0, layers)
                        .mapToObj(i -> LayerKind.of(p.charAt(i)).orElse(LayerKind.FULL))
                        .toList());
    }

    /** Griffin: three block types that repeat, where attention is always local. */
    private Optional<List<LayerKind>> cycle() {
        List<String> words = config.words("block_types", "_block_types");
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(each(i ->
                        LayerKind.of(words.get(i % words.size())).orElse(LayerKind.FULL) == LayerKind.FULL
                                ? LayerKind.SLIDING
                                : LayerKind.RECURRENT));
    }

    private Optional<List<LayerKind>> flagged(String key, LayerKind one, LayerKind zero) {
        List<Integer> flags = config.numbers(key);
        return flags.size() < layers ? Optional.empty() : Optional.of(each(i -> flags.get(i) == 0 ? zero : one));
    }

    private Optional<List<LayerKind>> period() {
        int offset = config.count("attn_layer_offset").orElse(0);
        return config.positive("attn_layer_period")
                .map(p -> each(i -> i % p == offset % p ? LayerKind.FULL : LayerKind.RECURRENT));
    }

    private Optional<List<LayerKind>> indices() {
        return Stream.of(
                        listed("attn_layer_indices", 0, LayerKind.FULL, LayerKind.RECURRENT),
                        listed("full_attn_idxs", 0, LayerKind.FULL, LayerKind.RECURRENT),
                        listed("linear_attn_config.full_attn_layers", 1, LayerKind.FULL, LayerKind.RECURRENT),
                        listed("hybrid_layer_ids", 0, LayerKind.BOTH, LayerKind.RECURRENT),
                        listed("cross_attention_layers", 0, LayerKind.NONE, LayerKind.FULL),
                        listed("local_layer_ids", 0, LayerKind.SLIDING, LayerKind.FULL))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<List<LayerKind>> listed(String key, int first, LayerKind inside, LayerKind outside) {
        List<Integer> indices = config.numbers(key);
        return indices.isEmpty()
                ? Optional.empty()
                : Optional.of(each(i -> indices.contains(i + first) ? inside : outside));
    }

    private Optional<List<LayerKind>> interval() {
        return config.positive("full_attention_interval")
                .map(n -> each(i -> (i + 1) % n == 0 ? LayerKind.FULL : LayerKind.RECURRENT));
    }

    private List<LayerKind> each(IntFunction<LayerKind> kind) {
        return IntStream.range(0, layers).mapToObj(kind).toList();
    }
}
