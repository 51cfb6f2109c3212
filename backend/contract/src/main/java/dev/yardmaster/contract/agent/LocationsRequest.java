package dev.yardmaster.contract.agent;

import java.util.List;

/**
 * Asks where files of a model assigned to this node can be fetched.
 *
 * @param modelKey see {@link AssignedModel}
 * @param paths the files; all where empty
 */
public record LocationsRequest(String modelKey, List<String> paths) {
    public LocationsRequest {
        paths = paths == null ? List.of() : List.copyOf(paths);
    }
}
