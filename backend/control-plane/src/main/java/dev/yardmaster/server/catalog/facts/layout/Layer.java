package dev.yardmaster.server.catalog.facts.layout;

import dev.yardmaster.contract.catalog.AttentionLayers;
import dev.yardmaster.contract.catalog.AttentionLayers.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One layer's cache. */
record Layer(Type type, long bytesPerToken, long bytesPerSequence, Optional<Integer> window) {
    static final Layer NOTHING = new Layer(Type.NONE, 0, 0, Optional.empty());

    static Layer full(long bytesPerToken) {
        return new Layer(Type.FULL, bytesPerToken, 0, Optional.empty());
    }

    static Layer recurrent(long bytes) {
        return new Layer(Type.LINEAR, 0, bytes, Optional.empty());
    }

    /** Summed up by type and window, in the order of first use. */
    static List<AttentionLayers> summed(List<Layer> layers) {
        record Group(Type type, Optional<Integer> window) {}
        Map<Group, AttentionLayers> sums = new LinkedHashMap<>();
        for (Layer layer : layers) {
            sums.merge(
                    new Group(layer.type, layer.window),
                    new AttentionLayers(layer.type, 1, layer.bytesPerToken, layer.bytesPerSequence, layer.window),
                    (a, b) -> new AttentionLayers(
                            a.type(),
                            a.layers() + b.layers(),
                            a.bytesPerToken() + b.bytesPerToken(),
                            a.bytesPerSequence() + b.bytesPerSequence(),
                            a.window()));
        }
        return List.copyOf(sums.values());
    }
}
