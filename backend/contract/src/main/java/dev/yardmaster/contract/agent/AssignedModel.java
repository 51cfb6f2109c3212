package dev.yardmaster.contract.agent;

import dev.yardmaster.contract.catalog.ModelFile;
import java.util.List;

/**
 * Weights that a node should hold.
 *
 * @param key stable name of this content: two assignments with the same key mean the same bytes
 * @param repository {@code owner/name} at the origin
 * @param commit immutable
 */
public record AssignedModel(String key, WeightsOrigin origin, String repository, String commit, List<ModelFile> files) {
    public AssignedModel {
        files = List.copyOf(files);
    }

    public long bytes() {
        return files.stream().mapToLong(ModelFile::size).sum();
    }
}
