package dev.yardmaster.agent.weights.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Chunks of one file that are on this disk, whether the file is whole or still on its way. Safe for many threads; a file
 * that is published or removed meanwhile stays readable through a view that is open.
 */
public interface ChunkView extends AutoCloseable {
    Chunks chunks();

    /** Whether a chunk is here, in full. Of a file on its way it is not verified yet, unless its hash was known before. */
    boolean has(int chunk);

    /** Reads bytes of a chunk that is here; less than the buffer takes only at the end of the file. */
    void read(long position, ByteBuffer into) throws IOException;

    /** SHA-256 of a chunk as it is here, lower-case hex; computed when first asked for. Empty where it is not here. */
    Optional<String> sha256(int chunk) throws IOException;

    @Override
    void close() throws IOException;
}
