package dev.yardmaster.contract.agent;

import dev.yardmaster.contract.catalog.ModelFile;
import java.util.List;

/**
 * Weights that a node should hold. Where its files can be fetched is asked for at {@link AgentPaths#LOCATIONS}.
 *
 * @param key stable name of this content: two assignments with the same key mean the same bytes
 * @param repository {@code owner/name}, under which engines find it in the node's Hugging Face cache
 * @param commit immutable
 */
public record AssignedModel(String key, String repository, String commit, List<ModelFile> files) {
    public AssignedModel {
        files = List.copyOf(files);
    }

    public long bytes() {
        return files.stream().mapToLong(ModelFile::size).sum();
    }
}
