package dev.yardmaster.contract.agent;

import java.time.Instant;
import java.util.List;

/**
 * Where files can be fetched.
 *
 * @param files one per file asked for
 * @param validUntil ask again from then on
 * @param peers nodes that hold these files or are fetching them now, this one left out
 * @param chunks hashes of the files' chunks where a node has verified the whole file; trusted as the files' own hashes
 */
public record LocationsAnswer(
        List<FileLocation> files, Instant validUntil, List<WeightsPeer> peers, List<FileChunks> chunks) {
    public LocationsAnswer {
        files = List.copyOf(files);
        peers = peers == null ? List.of() : List.copyOf(peers);
        chunks = chunks == null ? List.of() : List.copyOf(chunks);
    }
}
