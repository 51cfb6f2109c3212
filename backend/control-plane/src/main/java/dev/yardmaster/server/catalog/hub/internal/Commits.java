package dev.yardmaster.server.catalog.hub.internal;

import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.catalog.hub.RepositoryName;
import dev.yardmaster.server.catalog.hub.store.BlobRows;
import dev.yardmaster.server.catalog.hub.store.CommitRows;
import dev.yardmaster.server.catalog.hub.store.RepositoryRows;
import dev.yardmaster.server.platform.change.EventLog;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes commits out of uploaded content. */
@Service
public class Commits {
    /** What events about repositories are about. */
    public static final String KIND = "HubRepository";

    private final BlobRows blobs;
    private final RepositoryRows repositories;
    private final CommitRows commits;
    private final EventLog events;
    private final Clock clock;

    Commits(BlobRows blobs, RepositoryRows repositories, CommitRows commits, EventLog events, Clock clock) {
        this.blobs = blobs;
        this.repositories = repositories;
        this.commits = commits;
        this.events = events;
        this.clock = clock;
    }

    enum Reason {
        PUSHED
    }

    /** @param created false where the branch has exactly these files already */
    public record Made(String commit, boolean created) {}

    /**
     * Makes a commit on top of the branch's newest one and moves the branch. A branch that has exactly these files
     * already stays where it is.
     *
     * @throws ProblemException naming each field that is wrong and each content that was not uploaded
     */
    @Transactional
    public Made commit(RepositoryName name, NewCommit wanted) {
        check(wanted);
        Instant now = clock.instant();
        RepositoryRows.Row repository = repositories.lock(name, now);
        Optional<String> parent =
                repositories.ref(repository.id(), wanted.revision()).map(RepositoryRows.Ref::commit);
        Map<String, CommitRows.File> before =
                parent.map(p -> commits.files(repository.id(), p)).orElse(List.of()).stream()
                        .collect(Collectors.toMap(CommitRows.File::path, Function.identity()));
        if (parent.isPresent() && isSame(wanted, before)) {
            repositories.move(repository.id(), wanted.revision(), parent.get(), now);
            return new Made(parent.get(), false);
        }
        String id = CommitId.of(name, parent.orElse(""), wanted.message(), wanted.files());
        if (commits.find(repository.id(), id).isEmpty()) {
            List<CommitRows.File> files = files(id, wanted, before);
            commits.insert(repository.id(), new CommitRows.Commit(id, parent.orElse(""), wanted.message(), now), files);
        }
        repositories.move(repository.id(), wanted.revision(), id, now);
        events.info(KIND, name.toString(), Reason.PUSHED, wanted.revision() + " is commit " + id + " now.");
        return new Made(id, true);
    }

    /** Once this has passed, the content stays until the transaction ends. */
    private void check(NewCommit wanted) {
        refuse(ProblemType.INVALID_DOCUMENT, CommitCheck.of(wanted));
        Map<String, BlobRows.Blob> content = blobs.hold(
                wanted.files().stream().map(NewFile::sha256).distinct().toList());
        refuse(ProblemType.UNKNOWN_REFERENCE, missing(wanted, content));
        refuse(ProblemType.DIGEST_MISMATCH, otherSizes(wanted, content));
    }

    private static List<FieldProblem> missing(NewCommit wanted, Map<String, BlobRows.Blob> content) {
        return each(
                wanted,
                (field, file) -> content.containsKey(file.sha256())
                        ? Optional.empty()
                        : Optional.of(new FieldProblem(
                                field + ".sha256",
                                file.path() + ": there is no content " + file.sha256(),
                                "upload it first: PUT /hub/blobs/" + file.sha256())));
    }

    private static List<FieldProblem> otherSizes(NewCommit wanted, Map<String, BlobRows.Blob> content) {
        return each(wanted, (field, file) -> {
            long size = Optional.ofNullable(content.get(file.sha256()))
                    .map(BlobRows.Blob::size)
                    .orElse(file.size());
            return size == file.size()
                    ? Optional.empty()
                    : Optional.of(new FieldProblem(
                            field + ".size", file.path() + ": it is said to be " + file.size(), "it has " + size));
        });
    }

    private interface FileCheck {
        Optional<FieldProblem> check(String field, NewFile file);
    }

    private static List<FieldProblem> each(NewCommit wanted, FileCheck check) {
        List<FieldProblem> problems = new ArrayList<>();
        for (int i = 0; i < wanted.files().size(); i++) {
            check.check("files[" + i + "]", wanted.files().get(i)).ifPresent(problems::add);
        }
        return problems;
    }

    private static void refuse(ProblemType type, List<FieldProblem> problems) {
        if (!problems.isEmpty()) {
            FieldProblem first = problems.getFirst();
            String more = problems.size() > 1 ? " (and " + (problems.size() - 1) + " more)" : "";
            throw new ProblemException(
                    type,
                    first.field() + ": " + first.problem() + "; " + first.expected() + more,
                    problems.subList(0, Math.min(100, problems.size())));
        }
    }

    private static boolean isSame(NewCommit wanted, Map<String, CommitRows.File> before) {
        return wanted.files().size() == before.size() && wanted.files().stream().allMatch(f -> isUnchanged(f, before));
    }

    private static boolean isUnchanged(NewFile file, Map<String, CommitRows.File> before) {
        return Optional.ofNullable(before.get(file.path()))
                .filter(b -> b.sha256().equals(file.sha256()))
                .isPresent();
    }

    private static List<CommitRows.File> files(String id, NewCommit wanted, Map<String, CommitRows.File> before) {
        return wanted.files().stream()
                .map(f -> new CommitRows.File(
                        f.path(),
                        f.sha256(),
                        f.size(),
                        "",
                        Optional.ofNullable(before.get(f.path()))
                                .filter(b -> b.sha256().equals(f.sha256()))
                                .map(CommitRows.File::changedIn)
                                .orElse(id)))
                .toList();
    }
}
