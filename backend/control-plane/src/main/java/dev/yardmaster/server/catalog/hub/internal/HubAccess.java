package dev.yardmaster.server.catalog.hub.internal;

import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.server.access.Caller;
import dev.yardmaster.server.catalog.hub.store.RepositoryRows;
import java.util.Optional;

/**
 * Who sees which repository. Public ones are seen by whoever may read the hub; private ones only with a key of their
 * project. Agents, people who are logged in and the server itself see all.
 */
final class HubAccess {
    private HubAccess() {}

    static boolean sees(RepositoryRows.Row repository) {
        return !repository.isPrivate()
                || Caller.project().map(repository.project()::equals).orElse(true);
    }

    /** Whose private repositories are listed; those of all where empty. */
    static Optional<String> project() {
        return Caller.project();
    }

    /** To which a new repository belongs. */
    static String ownProject() {
        return Caller.project().orElse(Metadata.DEFAULT_PROJECT);
    }
}
