package dev.yardmaster.server.catalog.facts.layout;

import dev.yardmaster.contract.catalog.AttentionLayers.Type;
import dev.yardmaster.server.catalog.facts.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * DeepSeek V4: each layer keeps a window of vectors that are key and value at once, and most keep one more for every 4 or
 * 128 tokens; where it is every 4, with a key to find them by. Such a layer counts twice, once for each cache.
 */
final class Compressed {
    private Compressed() {}

    static List<Layer> layers(Config c, Shape shape) {
        List<Integer> ratios = ratios(c);
        long vector = shape.headDimension().orElse(0) * LayerCost.ELEMENT;
        long key = c.positive("index_head_dim").orElse(0) * LayerCost.ELEMENT;
        List<Layer> layers = new ArrayList<>();
        for (int i : shape.indices().toArray()) {
            layers.add(new Layer(
                    Type.SLIDING,
                    vector,
                    0,
                    Optional.of(c.positive("sliding_window").orElse(128))));
            int ratio = i < ratios.size() ? ratios.get(i) : 0;
            if (ratio > 0) {
                long bytes = (vector + (ratio <= 4 ? key : 0)) / ratio;
                layers.add(new Layer(Type.MLA, bytes, 0, Optional.empty()));
            }
        }
        return layers;
    }

    private static List<Integer> ratios(Config c) {
        List<Integer> stated = c.numbers("compress_ratios");
        if (!stated.isEmpty()) {
            return stated;
        }
        int sparse = c.positive("compress_rates.compressed_sparse_attention").orElse(4);
        int heavy = c.positive("compress_rates.heavily_compressed_attention").orElse(128);
        return c.words("layer_types").stream()
                .map(w -> w.startsWith("heavily") ? heavy : w.startsWith("compressed") ? sparse : 0)
                .toList();
    }

    /** Whether the configuration tells which layer compresses how much. */
    static boolean told(Config c, int layers) {
        return IntStream.of(
                        c.numbers("compress_ratios").size(),
                        c.words("layer_types").size())
                .anyMatch(n -> n >= layers);
    }
}
