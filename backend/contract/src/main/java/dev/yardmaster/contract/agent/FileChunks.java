package dev.yardmaster.contract.agent;

import java.util.List;

/**
 * Digest of one file and of its chunks, made while it streamed in and the whole was verified.
 *
 * @param sha256 of the whole file, lower-case hex
 * @param chunkBytes length of every chunk but the last
 * @param chunks SHA-256 of each, lower-case hex, in order
 */
public record FileChunks(String path, String sha256, int chunkBytes, List<String> chunks) {
    public FileChunks {
        chunks = List.copyOf(chunks);
    }
}
