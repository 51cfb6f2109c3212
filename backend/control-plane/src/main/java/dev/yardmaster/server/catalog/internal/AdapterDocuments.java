package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.catalog.Adapter;
import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.contract.document.AdapterSpec;
import dev.yardmaster.contract.document.ApplyReport;
import dev.yardmaster.contract.document.ApplyReport.Outcome;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.catalog.AdapterUses;
import dev.yardmaster.server.catalog.facts.FactsReader;
import dev.yardmaster.server.catalog.source.Sources;
import dev.yardmaster.server.catalog.store.AdapterStore;
import dev.yardmaster.server.catalog.store.ModelStore;
import dev.yardmaster.server.documents.Document;
import dev.yardmaster.server.documents.DocumentHandler;
import dev.yardmaster.server.platform.change.EventLog;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Documents of kind Adapter. As a model, and its base is there for as long as it is and fits it. */
@Component
class AdapterDocuments implements DocumentHandler<AdapterSpec, PreparedAdapter> {
    private final AdapterStore store;
    private final ModelStore models;
    private final AdapterResolver resolver;
    private final Origins origins;
    private final ObjectProvider<AdapterUses> uses;
    private final EventLog events;

    AdapterDocuments(
            AdapterStore store,
            ModelStore models,
            AdapterResolver resolver,
            Origins origins,
            ObjectProvider<AdapterUses> uses,
            EventLog events) {
        this.store = store;
        this.models = models;
        this.resolver = resolver;
        this.origins = origins;
        this.uses = uses;
        this.events = events;
    }

    @Override
    public Kind kind() {
        return Kind.ADAPTER;
    }

    @Override
    public Class<AdapterSpec> specType() {
        return AdapterSpec.class;
    }

    @Override
    public PreparedAdapter prepare(Document<AdapterSpec> document, Earlier earlier) {
        AdapterSpec spec = document.spec();
        SourceAddress address = Sources.parse(spec.source());
        FileSelection.parse(address.pattern(), spec.include(), spec.exclude());
        Optional<Model> base = models.find(spec.base());
        if (base.isEmpty() && !earlier.has(Kind.MODEL, spec.base())) {
            throw unknownBase(spec.base());
        }
        Optional<Adapter> before = store.find(document.name());
        before.ifPresent(b -> refuseAnotherSource(b, address));
        AdapterResolver.Resolved resolved = resolver.resolve(spec, before, store.due(document.name()));
        base.ifPresent(b -> refuseMismatch(resolved.status(), b));
        return new PreparedAdapter(document.metadata(), spec, resolved.status(), resolved.due(), before);
    }

    private static ProblemException unknownBase(String base) {
        return ProblemException.unknownReference(
                "spec.base", "there is no model named '" + base + "'", "apply that model first");
    }

    private static void refuseAnotherSource(Adapter before, SourceAddress address) {
        if (!Sources.parse(before.spec().source()).equals(address)) {
            throw ProblemException.invalid(
                    "spec.source",
                    "it cannot change from " + before.spec().source() + " to " + address,
                    "make a new adapter for another source");
        }
    }

    private static void refuseMismatch(Adapter.Status status, Model base) {
        List<String> mismatches = FactsReader.mismatches(
                status.facts(), base.status().facts(), base.spec().source());
        if (!mismatches.isEmpty()) {
            throw ProblemException.invalid(
                    "spec.base",
                    "the adapter does not fit '" + base.name() + "': " + String.join(" ", mismatches),
                    "name the model that it was trained on");
        }
    }

    @Override
    public OptionalLong version(String name) {
        return store.version(name);
    }

    @Override
    public ApplyReport.Result save(PreparedAdapter adapter) {
        String name = adapter.metadata().name();
        OptionalLong expected = adapter.before()
                .flatMap(b -> b.metadata().version())
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
        if (!store.version(name).equals(expected)) {
            throw ProblemException.of(
                    ProblemType.VERSION_CONFLICT,
                    "The adapter '" + name + "' was changed at the same time; try again.");
        }
        if (adapter.isUnchanged()) {
            return result(adapter, Outcome.UNCHANGED, "nothing to change");
        }
        origins.hold(adapter.spec().access());
        refuseMismatch(adapter.status(), heldBase(adapter.spec().base()));
        boolean isNew = adapter.before().isEmpty();
        if (isNew) {
            store.insert(adapter.metadata(), adapter.spec(), adapter.status(), adapter.due());
        } else {
            store.update(adapter.metadata(), adapter.spec(), adapter.status(), adapter.due());
        }
        String what = what(adapter);
        EntryReason reason = isNew ? EntryReason.RESOLVED : EntryReason.CHANGED;
        events.info(kind().word(), name, reason, "The adapter has " + what + ".");
        return result(adapter, isNew ? Outcome.CREATED : Outcome.CHANGED, what);
    }

    /** Only now is a base there that came earlier in the same text. */
    private Model heldBase(String base) {
        return Optional.of(base).filter(models::hold).flatMap(models::find).orElseThrow(() -> unknownBase(base));
    }

    private static String what(PreparedAdapter adapter) {
        Adapter.Status status = adapter.status();
        return status.files().size() + " files, " + status.bytes() + " bytes"
                + status.facts().rank().map(r -> ", rank " + r).orElse("") + " at commit " + status.commit() + " for '"
                + adapter.spec().base() + "'";
    }

    private ApplyReport.Result result(PreparedAdapter adapter, Outcome outcome, String detail) {
        return new ApplyReport.Result(kind().word(), adapter.metadata().name(), outcome, detail);
    }

    @Override
    public void delete(String name) {
        if (!store.lock(name)) {
            throw ProblemException.notFound("adapter", name);
        }
        List<String> needed = uses.stream().flatMap(u -> u.uses(name).stream()).toList();
        if (!needed.isEmpty()) {
            throw ProblemException.of(
                    ProblemType.IN_USE, "The adapter '" + name + "' is needed by " + String.join(", ", needed) + ".");
        }
        store.delete(name);
        events.info(kind().word(), name, EntryReason.DELETED, "The adapter was deleted.");
    }
}
