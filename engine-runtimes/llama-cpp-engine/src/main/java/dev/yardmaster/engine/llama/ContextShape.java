package dev.yardmaster.engine.llama;

/**
 * The size of an inference context.
 *
 * @param tokens what one sequence may hold
 * @param sequences how many there are; the cache has room for all of them at once
 */
public record ContextShape(int tokens, int sequences, int threads) {
    /** Tokens of one decode call. */
    static final int BATCH = 512;

    int cells() {
        return Math.multiplyExact(tokens, sequences);
    }
}
