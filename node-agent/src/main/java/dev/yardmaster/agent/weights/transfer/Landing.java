package dev.yardmaster.agent.weights.transfer;

import java.io.IOException;

/** Where files go once they are whole and verified. */
@FunctionalInterface
public interface Landing {
    /** Takes the file away from where it gathered, see {@link PartialFile#moveTo}; called once for each content. */
    void landed(Content content, PartialFile file, String sha256) throws IOException;
}
