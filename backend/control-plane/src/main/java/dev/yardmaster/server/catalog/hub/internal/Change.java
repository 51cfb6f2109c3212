package dev.yardmaster.server.catalog.hub.internal;

import java.util.List;
import java.util.Optional;

/**
 * What a commit changes in a branch, in order: later steps win.
 *
 * @param parent the commit that the branch has to be at; any where empty
 */
public record Change(String branch, String message, Optional<String> parent, List<Step> steps) {
    public Change {
        steps = List.copyOf(steps);
    }

    /** One thing that changes. */
    public sealed interface Step {
        /** @param file a negative size means the content's */
        record Put(NewFile file) implements Step {}

        record DeleteFile(String path) implements Step {}

        /** @param path with or without a '/' at its end; all there is where empty */
        record DeleteFolder(String path) implements Step {
            String prefix() {
                return path.isEmpty() || path.endsWith("/") ? path : path + "/";
            }
        }
    }
}
