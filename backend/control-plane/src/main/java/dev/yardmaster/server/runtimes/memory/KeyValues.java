package dev.yardmaster.server.runtimes.memory;

import dev.yardmaster.contract.catalog.AttentionLayers;
import dev.yardmaster.contract.runtime.MemoryTraits;
import java.util.Optional;

/**
 * Keys and values on the device that holds most of them.
 *
 * @param element bytes of one element; the facts count two
 * @param step tokens that one scheduling step may add to a sequence
 */
record KeyValues(Sizes sizes, Split split, double element, long block, long step) {
    static KeyValues of(Sizes sizes, MemoryQuestion question, Steps steps, Split split) {
        MemoryTraits traits = question.traits();
        return new KeyValues(
                sizes,
                split,
                element(traits, question.wanted()).orElse(2.0),
                Math.max(1, traits.blockTokens()),
                steps.batched());
    }

    /** Empty where the engine is not known to have the dtype. */
    static Optional<Double> element(MemoryTraits traits, Wanted wanted) {
        return Optional.ofNullable(traits.kvBytes().get(wanted.kvDtype().orElse("auto")))
                .filter(b -> b > 0 && b <= 16);
    }

    /** Of one request of so many tokens. */
    long sequence(long tokens) {
        double sum = 0;
        for (AttentionLayers group : sizes.attention()) {
            sum += onDevice(group, kept(group, tokens));
        }
        return Sums.bytes(sum);
    }

    /** Tokens that a group of layers keeps of a sequence, in whole blocks. */
    private long kept(AttentionLayers group, long tokens) {
        long kept = group.window()
                .filter(w -> w > 0 && w < tokens)
                // What slides out of the window is given back after the step, and a window starts within a block.
                .map(w -> Math.min(tokens, w + step + block))
                .orElse(tokens);
        return Sums.upTo(block, kept);
    }

    private double onDevice(AttentionLayers group, long tokens) {
        double grows = (double) group.bytesPerToken() * tokens * element / 2;
        double share = stage() * ranks(group.type());
        return (grows + group.bytesPerSequence()) * share;
    }

    /** Share of the layers that the longest stage has. */
    private double stage() {
        int layers = sizes.layers();
        return Math.min(1, (double) Math.ceilDiv(layers, split.pipeline()) / layers);
    }

    private double ranks(AttentionLayers.Type type) {
        return switch (type) {
            // Heads are divided; where there are more ranks than heads, ranks hold the same head.
            case FULL, SLIDING, CHUNKED ->
                (double) Math.ceilDiv(sizes.keyValueHeads(), split.tensor()) / sizes.keyValueHeads();
            case LINEAR -> 1.0 / split.tensor();
            // One vector for all heads: every rank needs all of it.
            case MLA -> 1;
            case NONE -> 0;
        };
    }
}
