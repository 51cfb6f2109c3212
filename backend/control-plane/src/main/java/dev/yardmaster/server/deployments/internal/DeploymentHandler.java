package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.contract.deployment.Forecast;
import dev.yardmaster.contract.document.ApplyReport.Outcome;
import dev.yardmaster.contract.document.ApplyReport.Result;
import dev.yardmaster.contract.document.DeploymentSpec;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.deployments.store.DeploymentStore;
import dev.yardmaster.server.deployments.store.StoredDeployment;
import dev.yardmaster.server.documents.Document;
import dev.yardmaster.server.documents.DocumentHandler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Deployments as documents. */
@Component
class DeploymentHandler implements DocumentHandler<DeploymentSpec, Document<DeploymentSpec>> {
    private final DeploymentStore store;
    private final Resolver resolver;
    private final Saving saving;
    private final Explaining explaining;

    DeploymentHandler(DeploymentStore store, Resolver resolver, Saving saving, Explaining explaining) {
        this.store = store;
        this.resolver = resolver;
        this.saving = saving;
        this.explaining = explaining;
    }

    @Override
    public Kind kind() {
        return Kind.DEPLOYMENT;
    }

    @Override
    public Class<DeploymentSpec> specType() {
        return DeploymentSpec.class;
    }

    @Override
    public Document<DeploymentSpec> prepare(Document<DeploymentSpec> document, Earlier earlier) {
        List<FieldProblem> wrong = SpecCheck.check(document.spec());
        if (!wrong.isEmpty()) {
            List<FieldProblem> all = Stream.concat(wrong.stream(), resolver.refusals(document.spec()))
                    .collect(Collectors.toMap(FieldProblem::field, p -> p, (a, _) -> a, LinkedHashMap::new))
                    .values()
                    .stream()
                    .toList();
            throw SpecCheck.refusal(all);
        }
        boolean modelComes = earlier.has(Kind.MODEL, document.spec().model())
                && !resolver.knows(document.spec().model());
        boolean runtimeComes = document.spec()
                .runtime()
                .filter(r -> earlier.has(Kind.RUNTIME, r))
                .isPresent();
        if (!modelComes && !runtimeComes) {
            resolver.resolve(document.name(), document.spec());
        }
        return document;
    }

    @Override
    public OptionalLong version(String name) {
        return store.find(name).map(d -> OptionalLong.of(d.version())).orElseGet(OptionalLong::empty);
    }

    @Override
    public Result save(Document<DeploymentSpec> document) {
        Optional<StoredDeployment> before = store.lock(document.name());
        if (before.filter(StoredDeployment::deleting).isPresent()) {
            throw ProblemException.of(
                    ProblemType.IN_USE,
                    "The deployment '" + document.name() + "' is being deleted; apply again once it is gone.");
        }
        return before.map(old -> change(old, document)).orElseGet(() -> {
            String detail = saving.create(document);
            return revised(document, Outcome.CREATED, detail);
        });
    }

    private Result change(StoredDeployment old, Document<DeploymentSpec> document) {
        boolean labels = !old.labels().equals(document.metadata().labels());
        boolean scaled = old.spec().wantedReplicas() != document.spec().wantedReplicas();
        boolean revised = !old.spec().withReplicas(0).equals(document.spec().withReplicas(0));
        if (revised) {
            return revised(document, Outcome.CHANGED, saving.revise(old, document));
        }
        if (scaled || labels) {
            return result(
                    document,
                    Outcome.CHANGED,
                    saving.adjust(old, document.spec(), document.metadata().labels()));
        }
        return result(document, Outcome.UNCHANGED, "Revision " + old.revision() + " stays.");
    }

    @Override
    public void delete(String name) {
        saving.delete(store.lock(name).orElseThrow(() -> ProblemException.notFound("deployment", name)));
    }

    private static Result result(Document<DeploymentSpec> document, Outcome outcome, String detail) {
        return new Result(Kind.DEPLOYMENT.word(), document.name(), outcome, detail);
    }

    /** Of a new revision, as it was just written. */
    private Result revised(Document<DeploymentSpec> document, Outcome outcome, String detail) {
        Optional<Forecast> forecast = store.find(document.name())
                .flatMap(d -> store.revision(d.name(), d.revision())
                        .flatMap(r -> r.revision().choice())
                        .map(choice -> explaining.forecast(d, choice)));
        return new Result(Kind.DEPLOYMENT.word(), document.name(), outcome, detail, forecast);
    }
}
