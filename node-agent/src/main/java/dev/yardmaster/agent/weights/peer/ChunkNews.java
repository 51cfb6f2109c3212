package dev.yardmaster.agent.weights.peer;

import java.util.List;

/**
 * What a node has of a model.
 *
 * @param boot another one means that everything before it is void
 * @param next what to send as {@code after} to hear what comes later
 * @param whole it has everything; {@code chunks} need not name them then
 * @param fetching it is bringing in what it lacks
 * @param idleMillis since a byte of it came last
 * @param chunkBytes a node that cuts files otherwise is no peer
 */
record ChunkNews(
        String boot, int next, boolean whole, boolean fetching, long idleMillis, int chunkBytes, List<Entry> chunks) {
    ChunkNews {
        chunks = List.copyOf(chunks);
    }

    /**
     * One chunk that is there.
     *
     * @param path of the file in its model
     * @param sha256 of the chunk; empty where it was not computed yet
     */
    record Entry(String path, int chunk, String sha256) {}
}
