package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.contract.deployment.Revision;
import dev.yardmaster.contract.document.DeploymentSpec;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.catalog.ModelHolds;
import dev.yardmaster.server.deployments.DeploymentReason;
import dev.yardmaster.server.deployments.ServingDeployments;
import dev.yardmaster.server.deployments.store.DeploymentStore;
import dev.yardmaster.server.deployments.store.StoredDeployment;
import dev.yardmaster.server.deployments.store.StoredRevision;
import dev.yardmaster.server.documents.Document;
import dev.yardmaster.server.platform.change.EventLog;
import dev.yardmaster.server.runtimes.EngineRuntimes;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes what somebody wants; each answers with the sentence of the event it wrote. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Saving {
    private final DeploymentStore store;
    private final Resolver resolver;
    private final ModelHolds models;
    private final EngineRuntimes runtimes;
    private final EventLog events;
    private final Clock clock;

    Saving(
            DeploymentStore store,
            Resolver resolver,
            ModelHolds models,
            EngineRuntimes runtimes,
            EventLog events,
            Clock clock) {
        this.store = store;
        this.resolver = resolver;
        this.models = models;
        this.runtimes = runtimes;
        this.events = events;
        this.clock = clock;
    }

    String create(Document<DeploymentSpec> document) {
        Resolver.Resolution resolution = hold(document);
        StoredDeployment made = new StoredDeployment(
                document.name(),
                document.metadata().project(),
                document.metadata().labels(),
                document.spec(),
                1,
                false,
                now(),
                0);
        store.save(made);
        store.add(revision(document.name(), 1, document.spec(), resolution));
        return tell(
                made.name(),
                DeploymentReason.CREATED,
                "Revision 1 with " + instances(document.spec().wantedReplicas()) + " wanted; "
                        + resolution.choice().why() + ".");
    }

    String revise(StoredDeployment old, Document<DeploymentSpec> document) {
        int number = old.revision() + 1;
        Resolver.Resolution resolution = hold(document);
        store.add(revision(old.name(), number, document.spec(), resolution));
        store.save(changed(old, document.spec(), document.metadata().labels(), number, false));
        return tell(
                old.name(),
                DeploymentReason.REVISED,
                "Revision " + number + " replaces revision " + old.revision() + "; "
                        + resolution.choice().why() + ".");
    }

    /** What does not need new engines. */
    String adjust(StoredDeployment old, DeploymentSpec spec, Map<String, String> labels) {
        store.save(changed(old, spec, labels, old.revision(), false));
        int before = old.spec().wantedReplicas();
        int after = spec.wantedReplicas();
        return before == after
                ? tell(old.name(), DeploymentReason.LABELLED, "Its labels have changed.")
                : tell(old.name(), DeploymentReason.SCALED, before + " wanted before, now " + after + ".");
    }

    void delete(StoredDeployment old) {
        if (!old.deleting()) {
            store.save(changed(old, old.spec(), old.labels(), old.revision(), true));
            tell(old.name(), DeploymentReason.DELETING, "Its instances are being stopped.");
        }
    }

    /** Neither the model nor the runtime can be deleted before this is written. */
    private Resolver.Resolution hold(Document<DeploymentSpec> document) {
        models.hold(document.spec().model());
        Resolver.Resolution resolution = resolver.resolve(document.name(), document.spec());
        String runtime = resolution.resolved().launch().runtime();
        if (!runtimes.hold(runtime)) {
            throw ProblemException.unknownReference(
                    "spec.runtime", "'" + runtime + "' was deleted at the same time", "apply again");
        }
        return resolution;
    }

    private static StoredDeployment changed(
            StoredDeployment old, DeploymentSpec spec, Map<String, String> labels, int revision, boolean deleting) {
        return new StoredDeployment(
                old.name(), old.project(), labels, spec, revision, deleting, old.createdAt(), old.version());
    }

    private StoredRevision revision(String name, int number, DeploymentSpec spec, Resolver.Resolution resolution) {
        return new StoredRevision(
                name,
                new Revision(
                        number,
                        spec,
                        resolution.resolved().commit(),
                        resolution.resolved().launch().runtime(),
                        resolution.choice().why(),
                        now(),
                        Optional.of(resolution.choice())),
                resolution.resolved());
    }

    private String tell(String name, DeploymentReason reason, String sentence) {
        events.info(ServingDeployments.CHANGE_KIND, name, reason, sentence);
        return sentence;
    }

    private static String instances(int number) {
        return number == 1 ? "1 instance" : number + " instances";
    }

    /** As precise as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
