package dev.yardmaster.contract.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * Layers of one type, and the cache they need. Bytes are for a cache of 16-bit elements; an engine that keeps its cache
 * in 8 bits needs half.
 *
 * @param layers how many; a layer with two kinds of cache side by side counts under both
 * @param bytesPerToken cache of one token over all of these layers; 0 for {@code LINEAR} and {@code NONE}
 * @param bytesPerSequence what does not grow with length, over all of these layers: the state of {@code LINEAR} ones,
 *     the cache of an encoder's output of fixed length; 0 for the others
 * @param window tokens that a {@code SLIDING} or {@code CHUNKED} layer keeps
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record AttentionLayers(
        Type type, int layers, long bytesPerToken, long bytesPerSequence, Optional<Integer> window) {
    public AttentionLayers {
        window = window == null ? Optional.empty() : window;
    }

    /** How a layer looks back. */
    public enum Type {
        FULL,
        SLIDING,
        CHUNKED,
        /** Multi-head latent attention: one compressed vector per token. */
        MLA,
        /** Linear attention and state-space layers: a state of constant size. */
        LINEAR,
        /** No attention at all. */
        NONE
    }
}
