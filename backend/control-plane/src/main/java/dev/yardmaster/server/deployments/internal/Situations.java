package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.server.deployments.plan.Policy;
import dev.yardmaster.server.deployments.plan.Seen;
import dev.yardmaster.server.deployments.plan.Situation;
import dev.yardmaster.server.deployments.plan.Situation.NodeSeen;
import dev.yardmaster.server.deployments.plan.Wanted;
import dev.yardmaster.server.deployments.sizing.Engine;
import dev.yardmaster.server.deployments.sizing.PlannedDevices;
import dev.yardmaster.server.deployments.store.Resolved;
import dev.yardmaster.server.deployments.store.StoredDeployment;
import dev.yardmaster.server.deployments.store.StoredInstance;
import dev.yardmaster.server.deployments.store.StoredRevision;
import dev.yardmaster.server.nodes.Fleet.Member;
import dev.yardmaster.server.placement.Candidate;
import dev.yardmaster.server.placement.Demand;
import dev.yardmaster.server.runtimes.choice.Starting;
import dev.yardmaster.server.runtimes.memory.Corrections;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Puts together what the planner and placement look at. */
final class Situations {
    private Situations() {}

    /**
     * @param all instances of all deployments
     * @param revisions those in use, by deployment and number
     */
    static Situation of(
            StoredDeployment deployment,
            List<StoredInstance> all,
            Map<String, Map<Integer, StoredRevision>> revisions,
            Collection<Member> members,
            Corrections corrections,
            Policy policy,
            Instant now) {
        List<Seen> own = all.stream()
                .filter(i -> i.deployment().equals(deployment.name()))
                .map(StoredInstance::seen)
                .toList();
        Map<String, NodeSeen> nodes = members.stream()
                .collect(Collectors.toMap(
                        Member::name,
                        m -> new NodeSeen(candidate(m, deployment, all, revisions), m.stateSince()),
                        (a, _) -> a));
        return new Situation(wanted(deployment, revisions, corrections), own, nodes, policy, now);
    }

    private static Wanted wanted(
            StoredDeployment deployment, Map<String, Map<Integer, StoredRevision>> revisions, Corrections corrections) {
        Map<Integer, StoredRevision> own = revisions.getOrDefault(deployment.name(), Map.of());
        StoredRevision current = own.get(deployment.revision());
        if (current == null) {
            throw new IllegalStateException(deployment.name() + " has no revision " + deployment.revision());
        }
        return new Wanted(
                deployment.name(),
                deployment.revision(),
                deployment.spec().wantedReplicas(),
                deployment.deleting(),
                demand(current, corrections),
                own.values().stream().collect(Collectors.toMap(r -> r.revision().number(), Situations::terms)));
    }

    private static Wanted.Terms terms(StoredRevision revision) {
        Resolved resolved = revision.resolved();
        return new Wanted.Terms(
                resolved.launch().startup().deadline(0),
                resolved.drainFor(),
                resolved.memory().weightsBytes());
    }

    private static Demand demand(StoredRevision revision, Corrections corrections) {
        Resolved resolved = revision.resolved();
        Optional<Engine> engine = Engines.of(revision, corrections);
        return new Demand(
                revision.deployment(),
                resolved.modelKey(),
                resolved.memory(),
                resolved.cpuFeatures(),
                revision.revision().spec().placement().nodeLabels(),
                engine.filter(Engine::onDevices).map(PlannedDevices::new),
                engine.map(Engine::onCpu).orElse(true),
                node -> engine.flatMap(e -> Starting.missing(e.runtime().resolved(), node)));
    }

    private static Candidate candidate(
            Member member,
            StoredDeployment deployment,
            List<StoredInstance> all,
            Map<String, Map<Integer, StoredRevision>> revisions) {
        Predicate<StoredInstance> failing = i -> i.deployment().equals(deployment.name())
                && i.revision() == deployment.revision()
                && i.seen().failing();
        List<Candidate.Claim> claims = all.stream()
                .filter(i -> i.seen().node().filter(member.name()::equals).isPresent())
                .flatMap(i -> revision(revisions, i).map(r -> claim(i, r, failing.test(i))).stream())
                .toList();
        return new Candidate(
                member.name(),
                member.reachable(),
                member.cordoned(),
                member.labels(),
                member.inventory(),
                member.held(),
                claims);
    }

    private static Candidate.Claim claim(StoredInstance instance, StoredRevision revision, boolean failing) {
        Resolved resolved = revision.resolved();
        return new Candidate.Claim(
                instance.id(),
                revision.deployment(),
                resolved.modelKey(),
                instance.claimed().memoryBytes().orElse(resolved.memory().total()),
                resolved.memory().weightsBytes(),
                instance.claimed().devices(),
                failing);
    }

    private static Optional<StoredRevision> revision(
            Map<String, Map<Integer, StoredRevision>> revisions, StoredInstance instance) {
        return Optional.ofNullable(
                revisions.getOrDefault(instance.deployment(), Map.of()).get(instance.revision()));
    }
}
