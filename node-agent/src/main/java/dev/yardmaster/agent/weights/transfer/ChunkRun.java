package dev.yardmaster.agent.weights.transfer;

import java.util.BitSet;

/** Chunks next to one another. */
public record ChunkRun(int first, int count) {
    public ChunkRun {
        if (first < 0 || count < 1) {
            throw new IllegalArgumentException(count + " chunks from " + first);
        }
    }

    public int end() {
        return first + count;
    }

    /** The run of set bits that begins at {@code first}, which must be set. */
    public static ChunkRun within(BitSet chunks, int first, int atMost) {
        int end = Math.min(chunks.nextClearBit(first), first + Math.max(1, atMost));
        return new ChunkRun(first, end - first);
    }
}
