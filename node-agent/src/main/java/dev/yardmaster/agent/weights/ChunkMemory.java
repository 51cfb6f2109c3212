package dev.yardmaster.agent.weights;

import java.util.Optional;

/** Hashes of chunks that were made while they came in, so that a file need not be read again for them. */
@FunctionalInterface
public interface ChunkMemory {
    ChunkMemory NOTHING = (_, _, _) -> Optional.empty();

    Optional<String> sha256(String modelKey, String path, int chunk);
}
