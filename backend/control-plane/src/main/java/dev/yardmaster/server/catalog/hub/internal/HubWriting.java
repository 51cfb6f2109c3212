package dev.yardmaster.server.catalog.hub.internal;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.catalog.hub.HubNotFound;
import dev.yardmaster.server.catalog.hub.RepositoryName;
import dev.yardmaster.server.catalog.hub.store.MirrorRows;
import dev.yardmaster.server.catalog.hub.store.RepositoryRows;
import org.springframework.stereotype.Component;

/** Finds the repository that is about to be written to. */
@Component
public class HubWriting {
    private final RepositoryRows repositories;
    private final MirrorRows mirrored;

    HubWriting(RepositoryRows repositories, MirrorRows mirrored) {
        this.repositories = repositories;
        this.mirrored = mirrored;
    }

    /**
     * Keeps others out until the transaction ends.
     *
     * @throws HubNotFound where there is none, or none that whoever asks may know of
     * @throws ProblemException where it is another hub's that is mirrored here
     */
    RepositoryRows.Row lock(RepositoryName name) {
        return repositories.lock(name).filter(HubAccess::sees).orElseThrow(() -> missing(name));
    }

    /** As {@link #lock}, without keeping others out. */
    public RepositoryRows.Row find(RepositoryName name) {
        return repositories.find(name).filter(HubAccess::sees).orElseThrow(() -> missing(name));
    }

    /** @throws ProblemException where there is no repository of that name here, but it is mirrored */
    void refuseMirrored(RepositoryName name) {
        if (repositories.find(name).isEmpty() && mirrored.knows(name)) {
            throw ProblemException.of(
                    ProblemType.IN_USE,
                    name + " is mirrored from the upstream hub and cannot be written to; push under another name.");
        }
    }

    private RuntimeException missing(RepositoryName name) {
        refuseMirrored(name);
        return new HubNotFound(HubNotFound.What.REPOSITORY, "There is no repository " + name + "; make it first.");
    }
}
