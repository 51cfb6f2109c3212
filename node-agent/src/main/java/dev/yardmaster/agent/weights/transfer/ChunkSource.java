package dev.yardmaster.agent.weights.transfer;

import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;

/** One place that one file's bytes can be read from. Many threads use it at once; {@link #read} blocks. */
public interface ChunkSource {
    /** What kind of place it is: bytes are counted by it, and bytes from peers are never taken on trust. */
    enum Kind {
        ORIGIN,
        PEER
    }

    Kind kind();

    /** Who answers, without anything secret: sources of the same host share connections, pauses and their adaption. */
    String host();

    /**
     * Which chunks it would give now; called often and under a lock, so never blocks. The usual choice is the lowest
     * missing ones, because the file is hashed from its beginning.
     *
     * @param missing chunks that nobody is fetching; not to be changed
     * @param atMost length of the run
     */
    default Optional<ChunkRun> choose(BitSet missing, int atMost) {
        int first = missing.nextSetBit(0);
        return first < 0 ? Optional.empty() : Optional.of(ChunkRun.within(missing, first, atMost));
    }

    /** Whether one answer can begin in the middle of the file; where not, the whole file is one run. */
    default boolean answersRanges() {
        return true;
    }

    /**
     * Writes the bytes from {@code from} up to {@code to} (exclusive) into the sink, in order, all of them.
     *
     * @throws SourceProblem what came before it stays written
     * @throws IOException from the sink only, passed on: this disk failed, not the source
     */
    void read(long from, long to, ChunkSink sink) throws SourceProblem, IOException;
}
