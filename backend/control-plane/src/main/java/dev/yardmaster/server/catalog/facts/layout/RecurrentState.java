package dev.yardmaster.server.catalog.facts.layout;

import dev.yardmaster.server.catalog.facts.config.Config;
import dev.yardmaster.server.catalog.facts.config.Family;
import dev.yardmaster.server.catalog.facts.config.State;
import java.util.Optional;

/**
 * Bytes that a recurrent layer keeps of one sequence. A convolution over k inputs keeps k - 1 of them. Elements have 16
 * bits, except for a state that the configuration wants in 32.
 */
final class RecurrentState {
    private static final long CONVOLUTION = 2;

    private final Config c;
    private final Shape shape;
    private final long element;

    RecurrentState(Config config, Shape shape) {
        this.c = config;
        this.shape = shape;
        this.element = config.text("mamba_ssm_dtype", "mamba_ssm_cache_dtype")
                        .filter("float32"::equals)
                        .isPresent()
                ? 4
                : 2;
    }

    /** Empty where the configuration lacks a size that is needed. */
    Optional<Long> bytes(Family family) {
        return family.state().or(this::told).flatMap(this::bytes);
    }

    private Optional<State> told() {
        if (c.has("linear_num_value_heads")) {
            return Optional.of(State.GATED_DELTA);
        }
        if (c.has("linear_attn_config")) {
            return Optional.of(State.KDA);
        }
        if (c.positive("mamba_num_heads", "mamba_n_heads", "n_mamba_heads").isPresent()) {
            return Optional.of(State.MAMBA2);
        }
        return c.positive("mamba_d_state", "ssm_state_size").map(_ -> State.MAMBA);
    }

    private Optional<Long> bytes(State state) {
        return switch (state) {
            case MAMBA -> mamba();
            case MAMBA2 -> mamba2();
            case GATED_DELTA -> gatedDelta();
            case KDA -> kda();
            case LIGHTNING -> lightning();
            case SHORT_CONV -> shortConvolution();
            case RWKV4 -> shape.hidden().map(h -> 5L * h * element);
            case RWKV -> rwkv();
            case LRU -> lru();
            case JET -> jet();
        };
    }

    private Optional<Long> mamba() {
        // In a hybrid model, intermediate_size is that of the feed-forward layers.
        boolean hybrid = c.positive("mamba_expand", "mamba_d_state").isPresent();
        Optional<Integer> inner = c.positive("ssm_inner_size")
                .or(() -> hybrid ? Optional.empty() : c.positive("intermediate_size"))
                .or(() -> shape.hidden().map(h -> h * expand()));
        Optional<Integer> width = c.positive("mamba_d_state", "state_size", "ssm_state_size");
        return inner.flatMap(d -> width.map(n -> (long) d * (kernel() - 1) * CONVOLUTION + (long) d * n * element));
    }

    private Optional<Long> mamba2() {
        Optional<Integer> heads = c.positive("mamba_num_heads", "mamba_n_heads", "n_mamba_heads", "num_heads");
        Optional<Integer> inner = c.positive("ssm_inner_size", "mamba_d_ssm")
                .or(() -> heads.flatMap(h -> c.positive("mamba_head_dim", "mamba_d_head", "mamba_headdim")
                        .map(d -> h * d)))
                .or(() -> shape.hidden().map(h -> h * expand()));
        Optional<Integer> width = c.positive("mamba_d_state", "ssm_state_size", "state_size");
        int groups = c.positive("mamba_n_groups", "n_groups", "mamba_ngroups").orElse(1);
        return inner.flatMap(
                d -> width.map(n -> (d + 2L * groups * n) * (kernel() - 1) * CONVOLUTION + (long) d * n * element));
    }

    private int expand() {
        return c.positive("mamba_expand", "expand").orElse(2);
    }

    private int kernel() {
        return c.positive("mamba_d_conv", "conv_kernel", "d_conv").orElse(4);
    }

    private Optional<Long> gatedDelta() {
        long keyHeads = c.positive("linear_num_key_heads").orElse(0);
        long valueHeads = c.positive("linear_num_value_heads").orElse(0);
        long key = c.positive("linear_key_head_dim").orElse(0);
        long value = c.positive("linear_value_head_dim").orElse(0);
        int kernel = c.positive("linear_conv_kernel_dim").orElse(4);
        return Optional.of((2 * keyHeads * key + valueHeads * value) * (kernel - 1) * CONVOLUTION
                        + valueHeads * key * value * element)
                .filter(_ -> keyHeads * valueHeads * key * value > 0);
    }

    private Optional<Long> kda() {
        Config linear = c.at("linear_attn_config");
        Optional<Integer> heads = linear.positive("num_heads").or(() -> c.positive("linear_num_heads"));
        Optional<Integer> size = linear.positive("head_dim").or(() -> c.positive("linear_head_dim"));
        int kernel = linear.positive("short_conv_kernel_size")
                .or(() -> c.positive("linear_conv_kernel_dim"))
                .orElse(4);
        return heads.flatMap(h -> size.map(d -> 3L * h * d * (kernel - 1) * CONVOLUTION + (long) h * d * d * element));
    }

    private Optional<Long> lightning() {
        return shape.heads().flatMap(h -> shape.headDimension().map(d -> (long) h * d * d * element));
    }

    private Optional<Long> shortConvolution() {
        int kernel = c.positive("conv_L_cache").orElse(3);
        return shape.hidden().map(h -> (long) h * (kernel - 1) * CONVOLUTION);
    }

    private Optional<Long> rwkv() {
        int head = c.positive("head_size", "head_dim").orElse(64);
        return shape.hidden().map(h -> (long) h * head * element + 2L * h * CONVOLUTION);
    }

    private Optional<Long> lru() {
        int kernel = c.positive("conv1d_width").orElse(4);
        return c.positive("lru_width")
                .or(shape::hidden)
                .map(w -> (long) w * element + (long) w * (kernel - 1) * CONVOLUTION);
    }

    private Optional<Long> jet() {
        Config jet = c.at("efficient_attention_config.jet");
        double expand = jet.number("expand_v").orElse(2.0);
        int kernel = jet.positive("conv_size").orElse(4);
        return jet.positive("num_heads")
                .flatMap(h -> jet.positive("head_dim").map(d -> {
                    long value = Math.round(d * expand);
                    return h * value * (kernel - 1) * CONVOLUTION + h * d * value * element;
                }));
    }
}
