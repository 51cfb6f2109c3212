package dev.yardmaster.server.documents;

import dev.yardmaster.contract.document.Metadata;

/**
 * A document whose shape is right: known fields of the right types, a proper name, the default project.
 *
 * @param metadata {@code version} is the one that the writer saw, where they said so; it has been compared already
 */
public record Document<S>(Metadata metadata, S spec) {
    public String name() {
        return metadata.name();
    }
}
