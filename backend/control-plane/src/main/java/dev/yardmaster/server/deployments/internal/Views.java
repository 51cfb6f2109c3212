package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.contract.deployment.Condition;
import dev.yardmaster.contract.deployment.Deployment;
import dev.yardmaster.contract.deployment.Instance;
import dev.yardmaster.contract.deployment.InstanceDevice;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.server.deployments.plan.Seen;
import dev.yardmaster.server.deployments.status.StatusOf;
import dev.yardmaster.server.deployments.store.StoredDeployment;
import dev.yardmaster.server.deployments.store.StoredInstance;
import dev.yardmaster.server.placement.DeviceClaim;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stored records as people read them. */
final class Views {
    private Views() {}

    static Deployment deployment(StoredDeployment stored, List<StoredInstance> instances, Instant now) {
        List<Instance> shown = instances.stream().map(Views::instance).toList();
        return new Deployment(
                Kind.API_VERSION,
                Kind.DEPLOYMENT.word(),
                new Metadata(
                        stored.name(),
                        stored.project(),
                        stored.labels(),
                        Optional.of(stored.version()),
                        Optional.of(stored.createdAt())),
                stored.spec(),
                StatusOf.deployment(stored.revision(), stored.spec().wantedReplicas(), stored.deleting(), shown, now));
    }

    static Instance instance(StoredInstance stored) {
        Seen seen = stored.seen();
        return new Instance(
                        seen.id(),
                        stored.deployment(),
                        seen.revision(),
                        condition(seen),
                        seen.node(),
                        stored.endpoint(),
                        stored.progress(),
                        seen.restarts())
                .with(devices(stored));
    }

    private static List<InstanceDevice> devices(StoredInstance stored) {
        return stored.seen().node().stream()
                .flatMap(node -> stored.claimed().devices().stream()
                        .map(d -> new InstanceDevice(
                                node, d.vendor(), d.index(), d.uuid(), d.thousandths() / (double) DeviceClaim.WHOLE)))
                .toList();
    }

    private static Condition condition(Seen seen) {
        return seen.unreachableSince()
                .map(since -> new Condition(
                        InstanceState.UNREACHABLE,
                        InstanceReason.LEASE_LOST,
                        seen.node().orElse("its node") + " is not heard from; it last was "
                                + StatusOf.word(seen.state()) + ".",
                        since))
                .orElseGet(() -> new Condition(seen.state(), seen.reason(), seen.sentence(), seen.since()));
    }
}
