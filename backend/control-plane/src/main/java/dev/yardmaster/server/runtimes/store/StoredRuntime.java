package dev.yardmaster.server.runtimes.store;

import dev.yardmaster.contract.document.Metadata;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A runtime that somebody stated.
 *
 * @param base the runtime that it extends
 */
public record StoredRuntime(Metadata metadata, ObjectNode spec, Optional<String> base) {
    public String name() {
        return metadata.name();
    }
}
