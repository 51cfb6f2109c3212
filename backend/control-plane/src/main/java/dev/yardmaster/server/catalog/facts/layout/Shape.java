package dev.yardmaster.server.catalog.facts.layout;

import dev.yardmaster.server.catalog.facts.config.Config;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Sizes of a text model, whatever its configuration calls them.
 *
 * @param layers the decoder's, where there is an encoder too
 * @param encoderLayers 0 where there is no encoder beside the decoder
 * @param kvPerLayer where layers differ; empty where they do not
 */
public record Shape(
        Optional<Integer> layers,
        int encoderLayers,
        Optional<Integer> hidden,
        Optional<Integer> heads,
        Optional<Integer> kvHeads,
        Optional<Integer> headDimension,
        List<Integer> kvPerLayer) {
    /** More layers than any model has; guards the work that follows from the number. */
    private static final int MOST_LAYERS = 2_000;

    public static Shape of(Config c, boolean encoderDecoder) {
        Optional<Integer> heads = c.positive(
                "num_attention_heads",
                "n_head",
                "n_heads",
                "num_heads",
                "decoder_attention_heads",
                "num_query_heads",
                "attention_heads");
        Optional<Integer> hidden = c.positive(
                "hidden_size", "n_embd", "n_embed", "d_model", "dim", "model_dim", "hidden_dim", "word_embed_proj_dim");
        List<Integer> perLayer = perLayer(c, heads);
        return new Shape(
                layers(c, encoderDecoder).filter(n -> n <= MOST_LAYERS),
                encoderDecoder
                        ? c.positive("encoder_layers", "num_layers")
                                .filter(n -> n <= MOST_LAYERS)
                                .orElse(0)
                        : 0,
                hidden,
                heads,
                perLayer.isEmpty()
                        ? kvHeads(c).or(() -> heads)
                        : perLayer.stream().max(Integer::compare).filter(n -> n > 0),
                latent(c)
                        .or(() -> c.positive("head_dim", "attention_head_dim", "kv_channels", "d_kv", "qk_head_dim"))
                        .or(() -> heads.flatMap(
                                h -> hidden.filter(d -> d % h == 0).map(d -> d / h))),
                perLayer);
    }

    /** Of heads that are unfolded from a latent vector. */
    private static Optional<Integer> latent(Config c) {
        return c.positive("kv_lora_rank")
                .flatMap(_ -> c.positive("qk_nope_head_dim"))
                .map(n -> n + c.count("qk_rope_head_dim").orElse(0));
    }

    private static Optional<Integer> layers(Config c, boolean encoderDecoder) {
        if (encoderDecoder) {
            return c.positive("decoder_layers", "num_decoder_layers", "num_layers");
        }
        // LongCat Flash attends twice in each of what it calls a layer.
        Optional<Integer> doubled = c.has("expert_ffn_hidden_size") && c.has("zero_expert_num")
                ? c.positive("num_layers").map(n -> 2 * n)
                : Optional.empty();
        return doubled.or(() -> c.positive(
                        "num_hidden_layers",
                        "n_layer",
                        "n_layers",
                        "num_layers",
                        "num_transformer_layers",
                        "num_blocks"))
                .or(() -> Optional.of(c.words("layers_block_type").size()).filter(n -> n > 0));
    }

    private static Optional<Integer> kvHeads(Config c) {
        if (c.flag("new_decoder_architecture").isPresent()
                || c.flag("multi_query").isPresent()) {
            return falcon(c);
        }
        if (c.flag("multi_query_attention").isPresent()) {
            return c.flag("multi_query_attention").orElse(false)
                    ? c.positive("multi_query_group_num")
                    : Optional.empty();
        }
        return c.positive(
                "num_key_value_heads",
                "n_head_kv",
                "num_kv_heads",
                "n_kv_heads",
                "num_query_groups",
                "num_attention_groups",
                "attn_config.kv_n_heads",
                "multi_query_group_num");
    }

    private static Optional<Integer> falcon(Config c) {
        if (c.flag("new_decoder_architecture").orElse(false)) {
            return c.positive("num_kv_heads", "n_head_kv");
        }
        return c.flag("multi_query").orElse(false) ? Optional.of(1) : c.positive("num_key_value_heads", "num_kv_heads");
    }

    private static List<Integer> perLayer(Config c, Optional<Integer> heads) {
        List<Config> blocks = c.objects("block_configs");
        if (!blocks.isEmpty() && heads.isPresent()) {
            return blocks.stream()
                    .map(b -> ofBlock(b.at("attention"), heads.get()))
                    .toList();
        }
        return c.numbers("layer_kv_heads", "num_kv_heads", "num_key_value_heads_per_layer");
    }

    /** Puzzle: searched models, in which some layers have no attention. */
    private static int ofBlock(Config attention, int heads) {
        boolean none = attention.flag("no_op").orElse(false)
                || attention.flag("replace_with_linear").orElse(false);
        return none
                ? 0
                : attention.positive("n_heads_in_group").map(n -> heads / n).orElse(0);
    }

    /** All layers there are, an encoder's first. */
    IntStream indices() {
        return IntStream.range(0, layers.orElse(0));
    }
}
