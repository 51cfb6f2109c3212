package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.contract.document.ApplyReport;
import dev.yardmaster.contract.document.ApplyReport.Outcome;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.document.ModelSpec;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.catalog.ModelUses;
import dev.yardmaster.server.catalog.source.Sources;
import dev.yardmaster.server.catalog.store.ModelStore;
import dev.yardmaster.server.documents.Document;
import dev.yardmaster.server.documents.DocumentHandler;
import dev.yardmaster.server.platform.change.EventLog;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Documents of kind Model. A source is resolved once, and never again for the same model. */
@Component
class ModelDocuments implements DocumentHandler<ModelSpec, PreparedModel> {
    private final ModelStore store;
    private final ModelResolver resolver;
    private final Origins origins;
    private final ObjectProvider<ModelUses> uses;
    private final EventLog events;

    ModelDocuments(
            ModelStore store,
            ModelResolver resolver,
            Origins origins,
            ObjectProvider<ModelUses> uses,
            EventLog events) {
        this.store = store;
        this.resolver = resolver;
        this.origins = origins;
        this.uses = uses;
        this.events = events;
    }

    @Override
    public Kind kind() {
        return Kind.MODEL;
    }

    @Override
    public Class<ModelSpec> specType() {
        return ModelSpec.class;
    }

    @Override
    public PreparedModel prepare(Document<ModelSpec> document, Earlier earlier) {
        ModelSpec spec = document.spec();
        SourceAddress address = Sources.parse(spec.source());
        FileSelection.parse(address.pattern(), spec.include(), spec.exclude());
        Optional<Model> before = store.find(document.name());
        before.ifPresent(b -> refuseAnotherSource(b, address));
        ModelResolver.Resolved resolved = resolver.resolve(spec, before, store.due(document.name()));
        return new PreparedModel(document.metadata(), spec, resolved.status(), resolved.due(), before);
    }

    private static void refuseAnotherSource(Model before, SourceAddress address) {
        if (!Sources.parse(before.spec().source()).equals(address)) {
            throw ProblemException.invalid(
                    "spec.source",
                    "it cannot change from " + before.spec().source() + " to " + address,
                    "make a new model for another source, and let the deployment name that");
        }
    }

    @Override
    public OptionalLong version(String name) {
        return store.version(name);
    }

    @Override
    public ApplyReport.Result save(PreparedModel model) {
        String name = model.metadata().name();
        OptionalLong expected = model.before()
                .flatMap(b -> b.metadata().version())
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
        if (!store.version(name).equals(expected)) {
            throw ProblemException.of(
                    ProblemType.VERSION_CONFLICT, "The model '" + name + "' was changed at the same time; try again.");
        }
        if (model.isUnchanged()) {
            return result(model, Outcome.UNCHANGED, "nothing to change");
        }
        origins.hold(model.spec().access());
        String what = what(model.status());
        boolean isNew = model.before().isEmpty();
        if (isNew) {
            store.insert(model.metadata(), model.spec(), model.status(), model.due());
        } else {
            store.update(model.metadata(), model.spec(), model.status(), model.due());
        }
        events.info(
                kind().word(), name, isNew ? EntryReason.RESOLVED : EntryReason.CHANGED, "The model has " + what + ".");
        return result(model, isNew ? Outcome.CREATED : Outcome.CHANGED, what);
    }

    private static String what(Model.Status status) {
        ModelFacts facts = status.facts();
        return status.files().size() + " files, " + status.bytes() + " bytes of " + status.format()
                + facts.architecture().map(a -> " (" + a + ")").orElse("") + " at commit " + status.commit();
    }

    private ApplyReport.Result result(PreparedModel model, Outcome outcome, String detail) {
        return new ApplyReport.Result(kind().word(), model.metadata().name(), outcome, detail);
    }

    @Override
    public void delete(String name) {
        if (!store.lock(name)) {
            throw ProblemException.notFound("model", name);
        }
        List<String> needed = uses.stream().flatMap(u -> u.uses(name).stream()).toList();
        if (!needed.isEmpty()) {
            throw ProblemException.of(
                    ProblemType.IN_USE, "The model '" + name + "' is needed by " + String.join(", ", needed) + ".");
        }
        store.delete(name);
        events.info(kind().word(), name, EntryReason.DELETED, "The model was deleted.");
    }
}
