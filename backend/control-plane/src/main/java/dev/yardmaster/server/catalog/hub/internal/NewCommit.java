package dev.yardmaster.server.catalog.hub.internal;

import java.util.List;

/**
 * A commit as it is asked for.
 *
 * @param revision the branch that moves to it
 * @param files all files of the commit, not only what changed
 */
public record NewCommit(String revision, String message, List<NewFile> files) {
    public NewCommit {
        files = files == null ? List.of() : List.copyOf(files);
    }
}
