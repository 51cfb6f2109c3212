package dev.yardmaster.server.catalog.hub.internal;

import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.catalog.hub.HubNotFound;
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
import java.util.stream.Stream;
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
    private final HubWriting writing;
    private final HubQuota quota;
    private final EventLog events;
    private final Clock clock;

    Commits(
            BlobRows blobs,
            RepositoryRows repositories,
            CommitRows commits,
            HubWriting writing,
            HubQuota quota,
            EventLog events,
            Clock clock) {
        this.blobs = blobs;
        this.repositories = repositories;
        this.commits = commits;
        this.writing = writing;
        this.quota = quota;
        this.events = events;
        this.clock = clock;
    }

    enum Reason {
        PUSHED
    }

    /** @param created false where the branch has exactly these files already */
    public record Made(String commit, boolean created) {}

    /**
     * Makes a commit of exactly these files on top of the branch's newest one and moves the branch, both made where they
     * are missing. A branch that has exactly these files already stays where it is.
     *
     * @throws ProblemException naming each field that is wrong and each content that was not uploaded
     */
    @Transactional
    public Made commit(RepositoryName name, NewCommit wanted) {
        hold(wanted);
        writing.refuseMirrored(name);
        Instant now = clock.instant();
        repositories.create(name, HubAccess.ownProject(), false, now);
        RepositoryRows.Row repository = writing.lock(name);
        return make(repository, wanted, head(repository, wanted.revision()), now);
    }

    /**
     * Makes a commit that changes what the branch's newest one has, and moves the branch. Where nothing changes by it,
     * the branch stays where it is.
     *
     * @throws HubNotFound where there is no such repository or branch
     * @throws ProblemException version-conflict where the branch has moved on, or naming what is wrong
     */
    @Transactional
    public Made change(RepositoryName name, Change change) {
        RepositoryRows.Row repository = writing.lock(name);
        Optional<String> head = head(repository, change.branch());
        if (head.isEmpty()) {
            throw new HubNotFound(
                    HubNotFound.What.REVISION, "The repository " + name + " has no branch '" + change.branch() + "'.");
        }
        change.parent().filter(p -> !head.get().equals(p)).ifPresent(p -> {
            throw ProblemException.of(
                    ProblemType.VERSION_CONFLICT,
                    "The branch '" + change.branch() + "' is at " + head.get() + " by now, not at " + p
                            + "; look at what was committed since, and try again.");
        });
        NewCommit wanted = applied(change, repository, head.get());
        hold(wanted);
        return make(repository, wanted, head, clock.instant());
    }

    private Optional<String> head(RepositoryRows.Row repository, String branch) {
        Optional<RepositoryRows.Ref> ref = repositories.ref(repository.id(), branch);
        if (ref.filter(r -> r.kind() == RepositoryRows.Kind.TAG).isPresent()) {
            throw ProblemException.invalid("revision", "'" + branch + "' is a tag", "expected a branch");
        }
        return ref.map(RepositoryRows.Ref::commit);
    }

    private NewCommit applied(Change change, RepositoryRows.Row repository, String head) {
        ChangedFiles files = new ChangedFiles(commits.files(repository.id(), head));
        Map<String, BlobRows.Blob> content = blobs.hold(change.steps().stream()
                .flatMap(s ->
                        s instanceof Change.Step.Put put ? Stream.of(put.file().sha256()) : Stream.empty())
                .distinct()
                .toList());
        change.steps().forEach(step -> files.apply(step, content));
        return new NewCommit(change.branch(), change.message(), files.toList());
    }

    private Made make(RepositoryRows.Row repository, NewCommit wanted, Optional<String> parent, Instant now) {
        Map<String, CommitRows.File> before =
                parent.map(p -> commits.files(repository.id(), p)).orElse(List.of()).stream()
                        .collect(Collectors.toMap(CommitRows.File::path, Function.identity()));
        if (parent.isPresent() && isSame(wanted, before)) {
            repositories.move(repository.id(), wanted.revision(), parent.get(), now);
            return new Made(parent.get(), false);
        }
        String id = CommitId.of(repository.name(), parent.orElse(""), wanted.message(), wanted.files());
        if (commits.find(repository.id(), id).isEmpty()) {
            List<CommitRows.File> files = files(id, wanted, before);
            commits.insert(repository.id(), new CommitRows.Commit(id, parent.orElse(""), wanted.message(), now), files);
        }
        repositories.move(repository.id(), wanted.revision(), id, now);
        repositories.pushed(repository.id(), now);
        quota.checkRepository(repository);
        events.info(
                KIND, repository.name().toString(), Reason.PUSHED, wanted.revision() + " is commit " + id + " now.");
        return new Made(id, true);
    }

    /** Once this has passed, the content stays until the transaction ends. */
    private void hold(NewCommit wanted) {
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
                .filter(b -> isLarge(file) == LargeFiles.isLarge(b))
                .isPresent();
    }

    private static boolean isLarge(NewFile file) {
        return file.large().orElseGet(() -> LargeFiles.isLarge(file.path(), file.size()));
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
                                .orElse(id),
                        f.large()))
                .toList();
    }
}
