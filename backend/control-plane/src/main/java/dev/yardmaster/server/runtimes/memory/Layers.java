package dev.yardmaster.server.runtimes.memory;

import dev.yardmaster.contract.catalog.AttentionLayers;
import dev.yardmaster.contract.catalog.AttentionLayers.Type;
import dev.yardmaster.contract.catalog.ModelFacts;
import java.util.List;
import java.util.Optional;

/** The layers' caches, or something larger where the facts do not tell. */
final class Layers {
    /** A model of 6.7 billion parameters whose heads share nothing needs 512 KiB for a token. */
    private static final double REFERENCE = 6.7e9;

    private Layers() {}

    static List<AttentionLayers> of(ModelFacts facts, double parameters, List<String> assumed) {
        List<AttentionLayers> sound =
                facts.attention().stream().filter(Layers::sound).toList();
        if (!sound.isEmpty() && sound.size() == facts.attention().size()) {
            return sound;
        }
        Optional<Integer> layers = Sizes.known(facts.layers());
        Optional<Integer> heads = Sizes.known(facts.keyValueHeads());
        Optional<Integer> dimension = Sizes.known(facts.headDimension());
        Optional<Integer> hidden = Sizes.known(facts.hiddenSize());
        if (layers.isPresent() && heads.isPresent() && dimension.isPresent()) {
            assumed.add("The types of the layers are not known; all count as full attention.");
            return full(layers.get(), 4.0 * layers.get() * heads.get() * dimension.get());
        }
        if (layers.isPresent() && hidden.isPresent()) {
            assumed.add("The attention heads are not known; keys and values are counted as wide as the hidden size, "
                    + hidden.get() + ".");
            return full(layers.get(), 4.0 * layers.get() * hidden.get());
        }
        double perToken = 1.25 * 0x1p19 * Math.pow(Math.max(parameters, 1e8) / REFERENCE, 2.0 / 3);
        assumed.add(
                "The layers are not known; %.0f KiB of keys and values are counted for each token, as a model of %.1f"
                                .formatted(perToken / 1024, parameters / 1e9)
                        + " billion parameters needs whose heads share nothing.");
        return full(layers.orElse(1), perToken);
    }

    private static boolean sound(AttentionLayers group) {
        return group.layers() > 0 && group.bytesPerToken() >= 0 && group.bytesPerSequence() >= 0;
    }

    private static List<AttentionLayers> full(int layers, double bytesPerToken) {
        return List.of(new AttentionLayers(Type.FULL, layers, Sums.bytes(bytesPerToken), 0, Optional.empty()));
    }
}
