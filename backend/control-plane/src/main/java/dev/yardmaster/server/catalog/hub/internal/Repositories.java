package dev.yardmaster.server.catalog.hub.internal;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.catalog.hub.Hub;
import dev.yardmaster.server.catalog.hub.HubUses;
import dev.yardmaster.server.catalog.hub.RepositoryName;
import dev.yardmaster.server.catalog.hub.store.RepositoryRows;
import dev.yardmaster.server.platform.change.EventLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Making, changing and deleting repositories. */
@Service
public class Repositories {
    private final RepositoryRows repositories;
    private final HubWriting writing;
    private final Commits commits;
    private final Blobs blobs;
    private final ObjectProvider<HubUses> uses;
    private final EventLog events;
    private final Clock clock;

    Repositories(
            RepositoryRows repositories,
            HubWriting writing,
            Commits commits,
            Blobs blobs,
            ObjectProvider<HubUses> uses,
            EventLog events,
            Clock clock) {
        this.repositories = repositories;
        this.writing = writing;
        this.commits = commits;
        this.blobs = blobs;
        this.uses = uses;
        this.events = events;
        this.clock = clock;
    }

    enum Reason {
        MADE,
        DELETED,
        RENAMED,
        VISIBILITY_CHANGED
    }

    /**
     * Makes one that belongs to the caller's project, with a first commit as huggingface.co makes it: which files are
     * kept beside git.
     *
     * @throws ProblemException already-exists, or where it is another hub's that is mirrored here
     */
    @Transactional
    public void create(RepositoryName name, boolean isPrivate) {
        writing.refuseMirrored(name);
        if (repositories
                .create(name, HubAccess.ownProject(), isPrivate, clock.instant())
                .isEmpty()) {
            throw ProblemException.of(ProblemType.ALREADY_EXISTS, "There is a repository " + name + " already.");
        }
        byte[] attributes = LargeFiles.attributes().getBytes(StandardCharsets.UTF_8);
        NewFile file = new NewFile(".gitattributes", attributes.length, put(attributes));
        commits.commit(name, new NewCommit(Hub.DEFAULT_REVISION, "initial commit", List.of(file)));
        events.info(Commits.KIND, name.toString(), Reason.MADE, "The repository was made.");
    }

    private String put(byte[] content) {
        try {
            return blobs.put(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Transactional
    public void setPrivate(RepositoryName name, boolean isPrivate) {
        repositories.setPrivate(writing.lock(name).id(), isPrivate);
        events.info(
                Commits.KIND,
                name.toString(),
                Reason.VISIBILITY_CHANGED,
                "The repository is " + (isPrivate ? "private" : "public") + " now.");
    }

    /** @throws ProblemException in-use while models come from it */
    @Transactional
    public void delete(RepositoryName name) {
        RepositoryRows.Row repository = writing.lock(name);
        refuseUsed(name);
        repositories.delete(repository.id());
        events.info(Commits.KIND, name.toString(), Reason.DELETED, "The repository was deleted.");
    }

    /** @throws ProblemException in-use while models come from it, already-exists where the new name is taken */
    @Transactional
    public void move(RepositoryName from, RepositoryName to) {
        RepositoryRows.Row repository = writing.lock(from);
        refuseUsed(from);
        writing.refuseMirrored(to);
        if (!repositories.rename(repository.id(), to)) {
            throw ProblemException.of(ProblemType.ALREADY_EXISTS, "There is a repository " + to + " already.");
        }
        events.info(Commits.KIND, from.toString(), Reason.RENAMED, "The repository is called " + to + " now.");
    }

    private void refuseUsed(RepositoryName name) {
        List<String> models =
                uses.stream().flatMap(u -> u.modelsFrom(name).stream()).toList();
        if (!models.isEmpty()) {
            throw ProblemException.of(
                    ProblemType.IN_USE,
                    "Models come from " + name + ": " + String.join(", ", models) + "; delete them first.");
        }
    }
}
