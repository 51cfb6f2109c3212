package dev.yardmaster.server.catalog.hub.web;

import dev.yardmaster.server.catalog.hub.HubNotFound;
import dev.yardmaster.server.catalog.hub.RepositoryName;

/** Names as they come in addresses. */
final class HubNames {
    private HubNames() {}

    /** What cannot be a repository is one that there is not. */
    static RepositoryName repository(String owner, String name) {
        try {
            return new RepositoryName(owner, name);
        } catch (IllegalArgumentException e) {
            throw new HubNotFound(HubNotFound.What.REPOSITORY, e.getMessage() + "; " + RepositoryName.EXPECTED);
        }
    }

    /** Of the rest of an address, which begins with '/'. */
    static String path(String captured) {
        return captured.startsWith("/") ? captured.substring(1) : captured;
    }
}
