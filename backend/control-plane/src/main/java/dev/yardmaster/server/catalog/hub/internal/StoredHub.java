package dev.yardmaster.server.catalog.hub.internal;

import dev.yardmaster.server.catalog.hub.Hub;
import dev.yardmaster.server.catalog.hub.HubNotFound;
import dev.yardmaster.server.catalog.hub.HubNotFound.What;
import dev.yardmaster.server.catalog.hub.RepositoryName;
import dev.yardmaster.server.catalog.hub.Snapshot;
import dev.yardmaster.server.catalog.hub.StoredFile;
import dev.yardmaster.server.catalog.hub.store.CommitRows;
import dev.yardmaster.server.catalog.hub.store.RepositoryRows;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;

/** Reads the hub's tables. Commits never change, so no transaction is needed. */
@Service
public class StoredHub {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    private final RepositoryRows repositories;
    private final CommitRows commits;

    StoredHub(RepositoryRows repositories, CommitRows commits) {
        this.repositories = repositories;
        this.commits = commits;
    }

    /** As {@link Hub#snapshot}. */
    public Snapshot snapshot(RepositoryName name, String revision) {
        RepositoryRows.Row repository = repository(name);
        CommitRows.Commit commit = commitOf(repository, revision)
                .flatMap(id -> commits.find(repository.id(), id))
                .orElseThrow(() -> new HubNotFound(
                        What.REVISION, "The repository " + name + " has no revision '" + revision + "'."));
        List<StoredFile> files = commits.files(repository.id(), commit.id()).stream()
                .map(StoredHub::file)
                .toList();
        return new Snapshot(
                name, commit.id(), repository.isPrivate(), repository.createdAt(), commit.createdAt(), files);
    }

    /** Whether there is one of that name, seen by whoever asks or not. */
    public boolean has(RepositoryName name) {
        return repositories.find(name).isPresent();
    }

    /** @throws HubNotFound where there is none, or none that whoever asks may know of */
    public RepositoryRows.Row repository(RepositoryName name) {
        return repositories
                .find(name)
                .filter(HubAccess::sees)
                .orElseThrow(() -> new HubNotFound(What.REPOSITORY, "There is no repository " + name + "."));
    }

    /** Newest push first. */
    public List<RepositoryRows.Ref> refs(RepositoryName name) {
        return repositories.refs(repository(name).id());
    }

    /** By owner and name, see {@link RepositoryRows#list}. */
    public List<RepositoryRows.Row> list(String search, String owner, String after, int max) {
        return repositories.list(search, owner, after, HubAccess.project(), max);
    }

    public Map<String, CommitRows.Commit> commits(RepositoryName name, List<String> ids) {
        return commits.find(repository(name).id(), ids);
    }

    /** A revision's commit and those before it, newest first. */
    public List<CommitRows.Commit> history(RepositoryName name, String revision, int skip, int max) {
        RepositoryRows.Row repository = repository(name);
        return commits.history(repository.id(), snapshot(name, revision).commit(), skip, max);
    }

    private Optional<String> commitOf(RepositoryRows.Row repository, String revision) {
        if (COMMIT.matcher(revision).matches()) {
            return Optional.of(revision);
        }
        String branch = revision.replaceFirst("^refs/(heads|tags)/", "");
        return repositories
                .ref(repository.id(), branch)
                .or(() -> branch.equals(Hub.DEFAULT_REVISION)
                        ? repositories.refs(repository.id()).stream()
                                .filter(r -> r.kind() == RepositoryRows.Kind.BRANCH)
                                .findFirst()
                        : Optional.empty())
                .map(RepositoryRows.Ref::commit);
    }

    private static StoredFile file(CommitRows.File file) {
        boolean large = LargeFiles.isLarge(file);
        String gitId = large ? GitObjects.blobId(GitObjects.pointer(file.sha256(), file.size())) : file.gitId();
        return new StoredFile(file.path(), file.size(), file.sha256(), gitId, large, file.changedIn());
    }
}
