package dev.yardmaster.server.catalog.hub.internal;

import java.util.Optional;

/**
 * A file that a commit should hold; its content was uploaded before.
 *
 * @param large whether it is kept beside git; where nothing is said, name and size decide
 */
public record NewFile(String path, long size, String sha256, Optional<Boolean> large) {
    public NewFile(String path, long size, String sha256) {
        this(path, size, sha256, Optional.empty());
    }
}
