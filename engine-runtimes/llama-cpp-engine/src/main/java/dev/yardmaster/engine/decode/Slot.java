package dev.yardmaster.engine.decode;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One sequence of the cache: what it holds, and the generation that uses it. */
final class Slot {
    private final int id;
    private int[] tokens;
    private int known;
    private int decoded;
    private long lastUsed;
    private Lora lora = Lora.BASE;
    private @Nullable Generation generation;

    Slot(int id) {
        this.id = id;
        this.tokens = new int[64];
    }

    int id() {
        return id;
    }

    boolean isFree() {
        return generation == null;
    }

    Generation generation() {
        if (generation == null) {
            throw new IllegalStateException("slot %d is free".formatted(id));
        }
        return generation;
    }

    Lora lora() {
        return lora;
    }

    long lastUsed() {
        return lastUsed;
    }

    /** Tokens in the cache. */
    int decoded() {
        return decoded;
    }

    /** Tokens known but not in the cache yet: a rest of the prompt, or the last chosen token. */
    int remaining() {
        return known - decoded;
    }

    int token(int position) {
        return tokens[position];
    }

    /** How many tokens of the prompt the cache already holds; the last one is always decoded, for its logits. */
    int reusable(int[] prompt, Lora wanted) {
        if (wanted != lora) {
            return 0;
        }
        int most = Math.min(decoded, prompt.length - 1);
        int common = Arrays.mismatch(tokens, 0, most, prompt, 0, most);
        return common < 0 ? most : common;
    }

    /** Takes a generation whose first {@code cached} prompt tokens are in the cache already. */
    void begin(Generation next, int cached) {
        int[] prompt = next.task().prompt();
        tokens = Arrays.copyOf(prompt, Math.max(tokens.length, prompt.length));
        known = prompt.length;
        decoded = cached;
        lora = next.task().lora();
        generation = next;
    }

    void decoded(int count) {
        decoded += count;
    }

    void append(int token) {
        if (known == tokens.length) {
            tokens = Arrays.copyOf(tokens, known * 2);
        }
        tokens[known++] = token;
    }

    /** Frees the slot; what is in the cache stays for the next prompt that begins the same. */
    void end(long now) {
        generation = null;
        known = decoded;
        lastUsed = now;
    }

    void forget() {
        known = 0;
        decoded = 0;
        lora = Lora.BASE;
    }
}
