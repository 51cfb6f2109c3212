package dev.yardmaster.agent.weights.transfer;

import dev.yardmaster.contract.agent.FileChunks;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Where a model's files can be had for now.
 *
 * @param sources by path
 * @param chunks hashes of chunks by path, from the server, where it knows them: as good as the file's own hash
 * @param validUntil asked again from then on
 */
public record Located(Map<String, List<ChunkSource>> sources, Map<String, FileChunks> chunks, Instant validUntil) {
    public Located {
        sources = Map.copyOf(sources);
        chunks = Map.copyOf(chunks);
    }

    /** Asks where a model's files are. */
    @FunctionalInterface
    public interface Locator {
        /**
         * Blocks; an interrupt ends it.
         *
         * @throws WeightsProblem it cannot be told, or is refused
         */
        Located locate();
    }
}
