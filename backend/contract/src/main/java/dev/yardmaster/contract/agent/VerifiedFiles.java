package dev.yardmaster.contract.agent;

import java.util.List;

/**
 * What an agent found files of a model to be, each verified against what the source stated of it. The first node to
 * report a file whose SHA-256 was not known makes it known; a node that reports another one is refused with a conflict.
 */
public record VerifiedFiles(String modelKey, List<FileChunks> files) {
    public VerifiedFiles {
        files = List.copyOf(files);
    }
}
