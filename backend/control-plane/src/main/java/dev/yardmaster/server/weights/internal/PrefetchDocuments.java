package dev.yardmaster.server.weights.internal;

import dev.yardmaster.contract.document.ApplyReport.Outcome;
import dev.yardmaster.contract.document.ApplyReport.Result;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.document.PrefetchSpec;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.documents.Document;
import dev.yardmaster.server.documents.DocumentHandler;
import dev.yardmaster.server.platform.change.EventLog;
import dev.yardmaster.server.weights.WeightsContent;
import dev.yardmaster.server.weights.WeightsReason;
import dev.yardmaster.server.weights.internal.Entries.Entry;
import dev.yardmaster.server.weights.store.PrefetchStore;
import dev.yardmaster.server.weights.store.StoredPrefetch;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/** Prefetch policies as documents. */
@Component
class PrefetchDocuments implements DocumentHandler<PrefetchSpec, Document<PrefetchSpec>> {
    private final PrefetchStore store;
    private final Entries entries;
    private final EventLog events;
    private final Clock clock;

    PrefetchDocuments(PrefetchStore store, Entries entries, EventLog events, Clock clock) {
        this.store = store;
        this.entries = entries;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Kind kind() {
        return Kind.PREFETCH;
    }

    @Override
    public Class<PrefetchSpec> specType() {
        return PrefetchSpec.class;
    }

    @Override
    public Document<PrefetchSpec> prepare(Document<PrefetchSpec> document, Earlier earlier) {
        PrefetchCheck.check(document.spec());
        Entry entry = Entry.of(document.spec());
        if (!earlier.has(entry.kind(), entry.name())) {
            content(entry);
        }
        return document;
    }

    private WeightsContent content(Entry entry) {
        return entries.content(entry)
                .orElseThrow(() -> ProblemException.unknownReference(
                        entry.field(),
                        "there is no " + entry.word() + " named '" + entry.name() + "'",
                        "apply that " + entry.word() + " first"));
    }

    @Override
    public OptionalLong version(String name) {
        return store.version(name);
    }

    @Override
    public Result save(Document<PrefetchSpec> document) {
        Optional<StoredPrefetch> before = store.lock(document.name());
        if (before.filter(b -> isSame(b, document)).isPresent()) {
            return result(document, Outcome.UNCHANGED, "nothing to change");
        }
        Entry entry = Entry.of(document.spec());
        entries.hold(entry);
        WeightsContent content = content(entry);
        store.save(
                new StoredPrefetch(document.metadata(), document.spec(), content),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        String what = content.files().size() + " files, " + content.bytes() + " bytes of " + entry.word() + " '"
                + entry.name() + "'";
        boolean isNew = before.isEmpty();
        events.info(
                kind().word(),
                document.name(),
                isNew ? WeightsReason.PREFETCH_CREATED : WeightsReason.PREFETCH_CHANGED,
                "Nodes " + where(document.spec()) + " are to hold " + what + ".");
        return result(document, isNew ? Outcome.CREATED : Outcome.CHANGED, what);
    }

    private static boolean isSame(StoredPrefetch before, Document<PrefetchSpec> document) {
        return before.spec().equals(document.spec())
                && before.metadata().labels().equals(document.metadata().labels());
    }

    private static String where(PrefetchSpec spec) {
        return spec.nodeLabels().isEmpty() ? "everywhere" : "with labels " + spec.nodeLabels();
    }

    @Override
    public void delete(String name) {
        if (store.lock(name).isEmpty()) {
            throw ProblemException.notFound("prefetch", name);
        }
        store.delete(name);
        events.info(
                kind().word(),
                name,
                WeightsReason.PREFETCH_DELETED,
                "What nothing else needs is kept until the room is needed.");
    }

    private Result result(Document<PrefetchSpec> document, Outcome outcome, String detail) {
        return new Result(kind().word(), document.name(), outcome, detail);
    }
}
