package dev.yardmaster.server.runtimes.internal;

import dev.yardmaster.contract.document.ApplyReport.Outcome;
import dev.yardmaster.contract.document.ApplyReport.Result;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.documents.Document;
import dev.yardmaster.server.documents.DocumentHandler;
import dev.yardmaster.server.platform.change.EventLog;
import dev.yardmaster.server.runtimes.RuntimeReason;
import dev.yardmaster.server.runtimes.RuntimeUses;
import dev.yardmaster.server.runtimes.reading.Inheritance;
import dev.yardmaster.server.runtimes.reading.RuntimeReader;
import dev.yardmaster.server.runtimes.store.RuntimeStore;
import dev.yardmaster.server.runtimes.store.StoredRuntime;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Runtimes as documents. What one extends stays as long as it does, and stays such that both are right. */
@Component
class RuntimeDocuments implements DocumentHandler<ObjectNode, StoredRuntime> {
    /** Addresses below those of runtimes. */
    private static final List<String> TAKEN = List.of("schema");

    private final RuntimeStore store;
    private final RuntimeCatalogue catalogue;
    private final ObjectProvider<RuntimeUses> uses;
    private final EventLog events;
    private final Clock clock;

    RuntimeDocuments(
            RuntimeStore store,
            RuntimeCatalogue catalogue,
            ObjectProvider<RuntimeUses> uses,
            EventLog events,
            Clock clock) {
        this.store = store;
        this.catalogue = catalogue;
        this.uses = uses;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Kind kind() {
        return Kind.RUNTIME;
    }

    @Override
    public Class<ObjectNode> specType() {
        return ObjectNode.class;
    }

    @Override
    public StoredRuntime prepare(Document<ObjectNode> document, Earlier earlier) {
        refuseName(document.name());
        ObjectNode spec = RuntimeReader.stated(document.spec());
        StoredRuntime runtime = new StoredRuntime(document.metadata(), spec, Inheritance.base(spec));
        if (runtime.base().filter(b -> earlier.has(Kind.RUNTIME, b)).isEmpty()) {
            check(catalogue.set(), runtime);
        }
        return runtime;
    }

    private void refuseName(String name) {
        if (catalogue.isBuiltIn(name)) {
            throw ProblemException.invalid(
                    "metadata.name",
                    "'" + name + "' comes with Yardmaster and cannot be changed",
                    "extend it under another name: spec.extends: " + name);
        }
        if (TAKEN.contains(name)) {
            throw ProblemException.invalid("metadata.name", "'" + name + "' is taken", "expected another name");
        }
    }

    private void check(RuntimeSet all, StoredRuntime runtime) {
        all.put(runtime);
        List<FieldProblem> wrong = all.problems(runtime, catalogue::flags);
        if (!wrong.isEmpty()) {
            FieldProblem first = wrong.getFirst();
            String more = wrong.size() == 1 ? "" : " (and " + (wrong.size() - 1) + " more)";
            throw new ProblemException(
                    ProblemType.INVALID_DOCUMENT,
                    first.field() + ": " + first.problem() + "; " + first.expected() + more,
                    wrong);
        }
    }

    /** Those that extend it have to be right still. */
    private void checkHeirs(RuntimeSet all, StoredRuntime runtime) {
        for (StoredRuntime heir : all.stated()) {
            if (heir.base().filter(runtime.name()::equals).isPresent()) {
                try {
                    check(all, heir);
                } catch (ProblemException e) {
                    throw ProblemException.invalid(
                            "spec",
                            "runtime '" + heir.name() + "' extends this one, and would be wrong",
                            String.valueOf(e.getMessage()));
                }
                checkHeirs(all, heir);
            }
        }
    }

    @Override
    public OptionalLong version(String name) {
        return catalogue.isBuiltIn(name)
                ? OptionalLong.of(0)
                : store.find(name)
                        .flatMap(r -> r.metadata().version())
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty());
    }

    @Override
    public Result save(StoredRuntime runtime) {
        Optional<StoredRuntime> before = store.lock(runtime.name());
        if (before.filter(b -> isSame(b, runtime)).isPresent()) {
            return result(runtime, Outcome.UNCHANGED, "nothing to change");
        }
        runtime.base().ifPresent(catalogue::hold);
        RuntimeSet all = catalogue.set();
        check(all, runtime);
        checkHeirs(all, runtime);
        store.save(runtime, clock.instant().truncatedTo(ChronoUnit.MICROS));
        boolean isNew = before.isEmpty();
        String what = runtime.base().map(b -> "it extends '" + b + "'").orElse("it stands by itself");
        events.info(
                kind().word(),
                runtime.name(),
                isNew ? RuntimeReason.CREATED : RuntimeReason.CHANGED,
                "The runtime was " + (isNew ? "made" : "changed") + "; " + what
                        + ". Deployments use it from their next revision on.");
        return result(runtime, isNew ? Outcome.CREATED : Outcome.CHANGED, what);
    }

    private static boolean isSame(StoredRuntime before, StoredRuntime wanted) {
        return before.spec().equals(wanted.spec())
                && before.metadata().labels().equals(wanted.metadata().labels());
    }

    @Override
    public void delete(String name) {
        if (catalogue.isBuiltIn(name)) {
            throw ProblemException.of(
                    ProblemType.IN_USE,
                    "The runtime '" + name
                            + "' comes with Yardmaster and cannot be deleted; to have it otherwise, extend"
                            + " it under another name.");
        }
        if (store.lock(name).isEmpty()) {
            throw ProblemException.notFound("runtime", name);
        }
        List<String> needed = Stream.concat(
                        store.on(name).stream().map(r -> "runtime '" + r + "', which extends it"),
                        uses.stream().flatMap(u -> u.uses(name).stream()))
                .toList();
        if (!needed.isEmpty()) {
            throw ProblemException.of(
                    ProblemType.IN_USE, "The runtime '" + name + "' is needed by " + String.join(", ", needed) + ".");
        }
        store.delete(name);
        events.info(kind().word(), name, RuntimeReason.DELETED, "The runtime was deleted.");
    }

    private Result result(StoredRuntime runtime, Outcome outcome, String detail) {
        return new Result(kind().word(), runtime.name(), outcome, detail);
    }
}
