package dev.yardmaster.server.catalog.hub.web;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.access.Caller;
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

    /**
     * @param text {@code owner/name}, or a name alone, which belongs to whoever asks
     * @throws ProblemException where it cannot be a repository
     */
    static RepositoryName wanted(String text) {
        String full = text.contains("/") ? text : caller() + "/" + text;
        try {
            return RepositoryName.parse(full);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("name", String.valueOf(e.getMessage()), RepositoryName.EXPECTED);
        }
    }

    /** Whoever asks, as an owner of repositories. */
    static String caller() {
        String name = Caller.name().replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^[^A-Za-z0-9]+", "");
        return name.isEmpty() ? "user" : name.substring(0, Math.min(96, name.length()));
    }

    /** Of the rest of an address, which begins with '/'. */
    static String path(String captured) {
        return captured.startsWith("/") ? captured.substring(1) : captured;
    }
}
