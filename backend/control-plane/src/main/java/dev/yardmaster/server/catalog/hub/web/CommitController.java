package dev.yardmaster.server.catalog.hub.web;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.catalog.hub.Hub;
import dev.yardmaster.server.catalog.hub.RepositoryName;
import dev.yardmaster.server.catalog.hub.internal.Commits;
import dev.yardmaster.server.catalog.hub.internal.NewCommit;
import dev.yardmaster.server.catalog.hub.internal.NewFile;
import dev.yardmaster.server.catalog.hub.internal.StoredHub;
import dev.yardmaster.server.catalog.hub.store.RepositoryRows;
import dev.yardmaster.server.platform.web.ListQuery;
import dev.yardmaster.server.platform.web.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Filling the built-in hub: commits that name content which was uploaded before. */
@RestController
@RequestMapping("/api/v1/hub")
class CommitController {
    private static final int ALL = 100_000;

    private final Commits commits;
    private final StoredHub hub;

    CommitController(Commits commits, StoredHub hub) {
        this.commits = commits;
        this.hub = hub;
    }

    /**
     * A commit of uploaded content.
     *
     * @param revision the branch; {@code main} where nothing is said
     * @param files all files of the commit
     */
    record CommitRequest(
            @Nullable String revision,
            @Nullable String message,
            @Nullable List<FileRequest> files) {
        NewCommit commit() {
            return new NewCommit(
                    Objects.requireNonNullElse(revision, Hub.DEFAULT_REVISION),
                    Objects.requireNonNullElse(message, "Upload"),
                    files == null
                            ? List.of()
                            : files.stream().map(FileRequest::file).toList());
        }
    }

    /** All of it is needed. */
    record FileRequest(
            @Nullable String path,
            @Nullable Long size,
            @Nullable String sha256) {
        NewFile file() {
            return new NewFile(
                    Objects.requireNonNullElse(path, ""),
                    Objects.requireNonNullElse(size, -1L),
                    Objects.requireNonNullElse(sha256, ""));
        }
    }

    /** @param created false where the branch had exactly these files already */
    record CommitAnswer(String repository, String revision, String commit, boolean created) {}

    @PostMapping("/repos/{owner}/{name}/commits")
    ResponseEntity<CommitAnswer> commit(
            @PathVariable String owner, @PathVariable String name, @RequestBody CommitRequest request) {
        RepositoryName repository = repository(owner, name);
        NewCommit commit = request.commit();
        Commits.Made made = commits.commit(repository, commit);
        return ResponseEntity.status(made.created() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(new CommitAnswer(repository.toString(), commit.revision(), made.commit(), made.created()));
    }

    private static RepositoryName repository(String owner, String name) {
        try {
            return new RepositoryName(owner, name);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("repository", String.valueOf(e.getMessage()), RepositoryName.EXPECTED);
        }
    }

    /**
     * @param visibility {@code public}, or {@code private}: only keys of its project see it
     * @param revisions newest push first
     */
    record RepositoryView(
            String name,
            String project,
            String visibility,
            Instant createdAt,
            Instant pushedAt,
            List<RevisionView> revisions) {}

    /** A branch. */
    record RevisionView(String name, String commit, Instant pushedAt) {}

    @GetMapping("/repos")
    Page<RepositoryView> list(ListQuery query) {
        Page<RepositoryRows.Row> page =
                query.page(hub.list("", "", "", ALL).stream(), r -> r.name().toString(), _ -> Map.of());
        return new Page<>(page.items().stream().map(this::view).toList(), page.next());
    }

    private RepositoryView view(RepositoryRows.Row row) {
        return new RepositoryView(
                row.name().toString(),
                row.project(),
                row.isPrivate() ? "private" : "public",
                row.createdAt(),
                row.pushedAt(),
                hub.refs(row.name()).stream()
                        .filter(r -> r.kind() == RepositoryRows.Kind.BRANCH)
                        .map(r -> new RevisionView(r.name(), r.commit(), r.pushedAt()))
                        .toList());
    }
}
