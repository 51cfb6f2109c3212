package dev.yardmaster.server.catalog.hub.internal;

import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.catalog.hub.Hub;
import dev.yardmaster.server.catalog.hub.HubNotFound;
import dev.yardmaster.server.catalog.hub.RepositoryName;
import dev.yardmaster.server.catalog.hub.store.RepositoryRows;
import dev.yardmaster.server.catalog.hub.store.RepositoryRows.Kind;
import dev.yardmaster.server.platform.change.EventLog;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Making and removing branches and tags. Their commits stay. */
@Service
public class Refs {
    private final StoredHub hub;
    private final RepositoryRows repositories;
    private final HubWriting writing;
    private final EventLog events;
    private final Clock clock;

    Refs(StoredHub hub, RepositoryRows repositories, HubWriting writing, EventLog events, Clock clock) {
        this.hub = hub;
        this.repositories = repositories;
        this.writing = writing;
        this.events = events;
        this.clock = clock;
    }

    enum Reason {
        MADE,
        REMOVED
    }

    /** @param start the revision that it stands for at first */
    @Transactional
    public void make(RepositoryName name, String ref, Kind kind, String start, String message) {
        List<FieldProblem> wrong = CommitCheck.ofName(ref);
        if (!wrong.isEmpty()) {
            FieldProblem first = wrong.getFirst();
            throw ProblemException.invalid(word(kind), first.problem(), first.expected());
        }
        if (message.length() > CommitCheck.MAX_MESSAGE) {
            throw ProblemException.invalid("message", "it is too long", "expected at most " + CommitCheck.MAX_MESSAGE);
        }
        RepositoryRows.Row repository = writing.lock(name);
        String commit = hub.snapshot(name, start).commit();
        if (!repositories.add(repository.id(), new RepositoryRows.Ref(ref, kind, commit, clock.instant()), message)) {
            throw ProblemException.of(
                    ProblemType.ALREADY_EXISTS, name + " has a branch or tag named '" + ref + "' already.");
        }
        events.info(Commits.KIND, name.toString(), Reason.MADE, ref + " stands for commit " + commit + " now.");
    }

    @Transactional
    public void remove(RepositoryName name, String ref, Kind kind) {
        RepositoryRows.Row repository = writing.lock(name);
        if (kind == Kind.BRANCH && ref.equals(Hub.DEFAULT_REVISION)) {
            throw ProblemException.of(ProblemType.IN_USE, "The branch '" + ref + "' is the default one and stays.");
        }
        if (!repositories.remove(repository.id(), ref, kind)) {
            throw new HubNotFound(
                    HubNotFound.What.REVISION, "The repository " + name + " has no " + word(kind) + " '" + ref + "'.");
        }
        events.info(Commits.KIND, name.toString(), Reason.REMOVED, "The " + word(kind) + " " + ref + " was removed.");
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
