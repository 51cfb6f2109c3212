package dev.yardmaster.server.catalog.facts.layout;

import dev.yardmaster.contract.catalog.AttentionLayers;
import dev.yardmaster.contract.catalog.AttentionLayers.Type;
import dev.yardmaster.server.catalog.facts.config.Config;
import dev.yardmaster.server.catalog.facts.config.Family;
import dev.yardmaster.server.catalog.facts.config.Layout;
import dev.yardmaster.server.catalog.facts.reading.Notes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The layers of a text model and their caches. */
public final class Attention {
    private final Config config;
    private final Family family;
    private final Shape shape;
    private final Notes notes;
    private final LayerCost cost;

    public Attention(Config config, Family family, Shape shape, Optional<Integer> context, Notes notes) {
        this.config = config;
        this.family = family;
        this.shape = shape;
        this.notes = notes;
        this.cost = new LayerCost(config, shape, family, context);
    }

    /** Empty where sizes are missing, which the notes then say. */
    public List<AttentionLayers> layers() {
        if (shape.layers().isEmpty() || family.layout() == Layout.NONE) {
            return List.of();
        }
        int layers = shape.layers().get();
        return switch (family.layout()) {
            case ENCODER -> Layer.summed(Collections.nCopies(layers, Layer.NOTHING));
            case ENCODER_DECODER -> Layer.summed(encoderDecoder(layers));
            case COMPRESSED -> compressed(layers);
            case FULL, WINDOWED, PATTERN, RECURRENT, PARALLEL, NONE -> decoder(kinds(layers));
        };
    }

    private List<AttentionLayers> compressed(int layers) {
        if (!Compressed.told(config, layers)) {
            notes.add("The configuration does not say how much each layer compresses; its cache is not known.");
            return List.of();
        }
        return Layer.summed(Compressed.layers(config, shape));
    }

    private List<AttentionLayers> decoder(List<LayerKind> kinds) {
        boolean attends =
                kinds.stream().anyMatch(k -> k == LayerKind.FULL || k == LayerKind.SLIDING || k == LayerKind.BOTH);
        boolean latent = config.positive("kv_lora_rank").isPresent();
        if (attends
                && !latent
                && (shape.kvHeads().isEmpty() || shape.headDimension().isEmpty())) {
            notes.add("The configuration does not tell the attention heads; the cache is not known.");
            return List.of();
        }
        if (kinds.contains(LayerKind.RECURRENT) && !cost.knowsState()) {
            notes.add("The configuration does not tell the size of the recurrent layers' state; it counts as nothing.");
        }
        return Layer.summed(LayerCost.flat(IntStream.range(0, kinds.size())
                .mapToObj(i -> cost.of(kinds.get(i), i))
                .toList()));
    }

    private List<Layer> encoderDecoder(int layers) {
        long perToken = 2L * shape.kvHeads().orElse(0) * shape.headDimension().orElse(0) * LayerCost.ELEMENT;
        // An encoder's output is kept as long as the sequence; speech has a fixed length.
        long crossed = perToken * config.positive("max_source_positions").orElse(0);
        List<Layer> all = new ArrayList<>(Collections.nCopies(shape.encoderLayers(), Layer.NOTHING));
        all.addAll(Collections.nCopies(layers, new Layer(Type.FULL, perToken, crossed, Optional.empty())));
        return all;
    }

    private List<LayerKind> kinds(int layers) {
        List<LayerKind> kinds = new LayerList(config, layers, notes).kinds().orElseGet(() -> ruled(layers));
        return family.state().isEmpty() || shape.kvPerLayer().isEmpty()
                ? kinds
                : IntStream.range(0, layers)
                        .mapToObj(i -> withoutHeads(kinds.get(i), i))
                        .toList();
    }

    /** In a GGUF of a hybrid model, a layer without heads is one that keeps a state. */
    private LayerKind withoutHeads(LayerKind kind, int index) {
        boolean none = index < shape.kvPerLayer().size() && shape.kvPerLayer().get(index) == 0;
        return none && kind == LayerKind.FULL ? LayerKind.RECURRENT : kind;
    }

    private List<LayerKind> ruled(int layers) {
        return switch (family.layout()) {
            case RECURRENT -> Collections.nCopies(layers, LayerKind.RECURRENT);
            case PARALLEL -> Collections.nCopies(layers, LayerKind.BOTH);
            case WINDOWED -> windowed(layers);
            case PATTERN -> pattern(layers);
            case FULL, ENCODER, ENCODER_DECODER, COMPRESSED, NONE ->
                config.has("sliding_window_pattern") ? pattern(layers) : Collections.nCopies(layers, LayerKind.FULL);
        };
    }

    private List<LayerKind> windowed(int layers) {
        if (!config.flag("use_sliding_window").orElse(true) || !cost.slides()) {
            return Collections.nCopies(layers, LayerKind.FULL);
        }
        int first = config.count("max_window_layers").orElse(0);
        return IntStream.range(0, layers)
                .mapToObj(i -> i < first ? LayerKind.FULL : LayerKind.SLIDING)
                .toList();
    }

    private List<LayerKind> pattern(int layers) {
        List<Integer> rotary = config.numbers("no_rope_layers");
        if (family.chunked() && rotary.size() >= layers) {
            return IntStream.range(0, layers)
                    .mapToObj(i -> rotary.get(i) == 0 ? LayerKind.FULL : LayerKind.CHUNKED)
                    .toList();
        }
        LayerKind local = family.chunked() ? LayerKind.CHUNKED : LayerKind.SLIDING;
        int every = config.text("sliding_window_pattern")
                .map(String::length)
                .or(() ->
                        config.positive("sliding_window_pattern", "_sliding_window_pattern", "no_rope_layer_interval"))
                .or(family::every)
                .orElse(1);
        return IntStream.range(0, layers)
                .mapToObj(i -> (i + 1) % every == 0 ? LayerKind.FULL : local)
                .toList();
    }
}
