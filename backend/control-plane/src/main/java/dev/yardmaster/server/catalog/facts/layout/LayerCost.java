package dev.yardmaster.server.catalog.facts.layout;

import dev.yardmaster.contract.catalog.AttentionLayers.Type;
import dev.yardmaster.server.catalog.facts.config.Config;
import dev.yardmaster.server.catalog.facts.config.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What each layer keeps, in elements of 16 bits. */
final class LayerCost {
    static final long ELEMENT = 2;

    private final Config c;
    private final Shape shape;
    private final Optional<Integer> sliding;
    private final Optional<Integer> chunk;
    private final int firstShared;
    private final List<String> indexers;
    private final Optional<Long> state;

    LayerCost(Config config, Shape shape, Family family, Optional<Integer> context) {
        this.c = config;
        this.shape = shape;
        this.sliding = window(
                context,
                "sliding_window",
                "sliding_window_size",
                "attention_window_size",
                "efficient_attention_config.swa.window_size");
        this.chunk = window(context, "attention_chunk_size");
        this.firstShared =
                shape.layers().orElse(0) - config.count("num_kv_shared_layers").orElse(0);
        this.indexers = config.words("indexer_types");
        this.state = new RecurrentState(config, shape).bytes(family);
    }

    /** A window that holds everything that fits the context is none. */
    private Optional<Integer> window(Optional<Integer> context, String... names) {
        return c.positive(names).filter(w -> context.isEmpty() || w < context.get());
    }

    boolean slides() {
        return sliding.isPresent();
    }

    boolean knowsState() {
        return state.isPresent();
    }

    /** Both kinds of cache, where a layer has two. */
    List<Layer> of(LayerKind kind, int index) {
        return switch (kind) {
            case FULL -> List.of(attention(index));
            case SLIDING ->
                List.of(sliding.map(w -> local(Type.SLIDING, w, index)).orElseGet(() -> attention(index)));
            case CHUNKED ->
                List.of(chunk.map(w -> local(Type.CHUNKED, w, index)).orElseGet(() -> attention(index)));
            case RECURRENT -> List.of(Layer.recurrent(state.orElse(0L)));
            case BOTH -> List.of(attention(index), Layer.recurrent(state.orElse(0L)));
            case NONE -> List.of(Layer.NOTHING);
        };
    }

    private Layer attention(int index) {
        Optional<Integer> latent = c.positive("kv_lora_rank");
        if (latent.isPresent()) {
            long elements = latent.get() + c.count("qk_rope_head_dim").orElse(0) + indexKey(index);
            return new Layer(Type.MLA, elements * ELEMENT, 0, Optional.empty());
        }
        int key = c.positive("global_head_dim").or(shape::headDimension).orElse(0);
        int value = c.positive("global_head_dim", "v_head_dim").orElse(key);
        int heads = c.positive("num_global_key_value_heads").orElseGet(() -> heads(index));
        return heads == 0 ? Layer.NOTHING : Layer.full(kept(index, (long) heads * (key + value) * ELEMENT));
    }

    private Layer local(Type type, int window, int index) {
        int key = c.positive("swa_head_dim").or(shape::headDimension).orElse(0);
        int value = c.positive("swa_v_head_dim", "v_head_dim").orElse(key);
        int heads = c.positive("swa_num_key_value_heads").orElseGet(() -> heads(index));
        return heads == 0
                ? Layer.NOTHING
                : new Layer(type, kept(index, (long) heads * (key + value) * ELEMENT), 0, Optional.of(window));
    }

    /** The last layers of some models read the cache of earlier ones. */
    private long kept(int index, long bytes) {
        return index < firstShared ? bytes : 0;
    }

    /** Sparse attention keeps one more key per token, by which it finds what to attend to. */
    private long indexKey(int index) {
        boolean shares = index < indexers.size() && indexers.get(index).equals("shared");
        return shares ? 0 : c.positive("index_head_dim").orElse(0);
    }

    private int heads(int index) {
        return index < shape.kvPerLayer().size()
                ? shape.kvPerLayer().get(index)
                : shape.kvHeads().orElse(0);
    }

    static List<Layer> flat(List<List<Layer>> layers) {
        List<Layer> all = new ArrayList<>();
        layers.forEach(all::addAll);
        return all;
    }
}
