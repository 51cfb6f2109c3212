package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.event.Event.Severity;
import dev.yardmaster.server.deployments.DeploymentReason;
import dev.yardmaster.server.deployments.ServingDeployments;
import dev.yardmaster.server.deployments.plan.Action;
import dev.yardmaster.server.deployments.plan.Seen;
import dev.yardmaster.server.deployments.plan.Situation;
import dev.yardmaster.server.deployments.sizing.Placed;
import dev.yardmaster.server.deployments.store.Claimed;
import dev.yardmaster.server.deployments.store.DeploymentStore;
import dev.yardmaster.server.deployments.store.InstanceStore;
import dev.yardmaster.server.nodes.Assignments;
import dev.yardmaster.server.platform.change.Changes;
import dev.yardmaster.server.platform.change.EventLog;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Carries out a plan: rows, events and new assignments in the caller's transaction. */
@Component
class Carrying {
    static final String INSTANCE = "Instance";

    private final InstanceStore instances;
    private final DeploymentStore deployments;
    private final EngineKeys keys;
    private final NodeLaunches launches;
    private final Assignments assignments;
    private final EventLog events;
    private final Changes changes;

    Carrying(
            InstanceStore instances,
            DeploymentStore deployments,
            EngineKeys keys,
            NodeLaunches launches,
            Assignments assignments,
            EventLog events,
            Changes changes) {
        this.instances = instances;
        this.deployments = deployments;
        this.keys = keys;
        this.launches = launches;
        this.assignments = assignments;
        this.events = events;
        this.changes = changes;
    }

    /** Assignments come first: whoever holds an event's place in the order must not wait for a node. */
    void out(List<Action> plan, Situation situation) {
        assignments.changed(nodes(plan, situation));
        plan.forEach(action -> carry(action, situation));
        if (!plan.isEmpty()) {
            changes.record(ServingDeployments.CHANGE_KIND, situation.wanted().deployment());
        }
    }

    private static Set<String> nodes(List<Action> plan, Situation situation) {
        Set<String> nodes = new TreeSet<>();
        for (Action action : plan) {
            switch (action) {
                case Action.Place place -> nodes.add(place.node());
                case Action.Stop stop -> node(situation, stop).ifPresent(nodes::add);
                case Action.Forget forget -> node(situation, forget).ifPresent(nodes::add);
                case Action.Create _, Action.StillPending _, Action.Finish _ -> {}
                case Action.MarkUnreachable _, Action.MarkReachable _ -> {}
            }
        }
        return nodes;
    }

    /** The node whose assignment the action changes, for instances that were placed before. */
    private static Optional<String> node(Situation situation, Action.OnInstance action) {
        return situation.instances().stream()
                .filter(i -> i.id().equals(action.id()))
                .findFirst()
                .flatMap(Seen::node);
    }

    /** Of the state that it was in, and is again. */
    private static InstanceReason reason(Situation situation, String id) {
        return situation.instances().stream()
                .filter(i -> i.id().equals(id))
                .map(Seen::reason)
                .findFirst()
                .orElseThrow();
    }

    private void carry(Action action, Situation situation) {
        switch (action) {
            case Action.Create(var id, var revision, var sentence) -> {
                instances.create(
                        id, situation.wanted().deployment(), revision, sentence, keys.make(id), situation.now());
                events.info(INSTANCE, id, InstanceReason.CREATED, sentence);
            }
            case Action.Place place -> place(place, situation);
            case Action.StillPending(var id, var sentence) -> stillPending(id, sentence);
            case Action.Stop(var id, var reason, var sentence) -> {
                instances.stop(id, reason, situation.now());
                events.info(INSTANCE, id, reason, "Told to stop: " + sentence + ".");
            }
            case Action.Forget(var id, var reason, var sentence) -> {
                instances.delete(id);
                events.info(INSTANCE, id, reason, "Forgotten: " + sentence + ".");
            }
            case Action.MarkUnreachable(var id, var sentence) -> {
                instances.unreachable(id, situation.now());
                events.record(
                        Severity.WARNING, INSTANCE, id, InstanceReason.LEASE_LOST, "Unreachable: " + sentence + ".");
            }
            case Action.MarkReachable(var id, var sentence) -> {
                instances.unreachable(id, null);
                events.info(INSTANCE, id, reason(situation, id), "Reachable: " + sentence + ".");
            }
            case Action.Finish() -> finish(situation.wanted().deployment());
        }
    }

    private void place(Action.Place place, Situation situation) {
        String id = place.id();
        Optional<Placed> placed = launches.of(
                situation.wanted().deployment(),
                situation.wanted().revision(),
                situation.candidate(place.node()).orElseThrow().inventory(),
                place.devices());
        Claimed claimed = placed.map(p -> new Claimed(p.devices(), Optional.of(p.memoryBytes())))
                .orElse(Claimed.NOTHING);
        instances.place(
                id, place.node(), assignments.version(place.node()), claimed, place.sentence(), situation.now());
        placed.ifPresent(p -> {
            instances.flush();
            launches.put(id, p);
        });
        String how = placed.map(Placed::how)
                .map(h -> h.isEmpty() ? "" : " It runs with: " + String.join("; ", h) + ".")
                .orElse("");
        events.info(INSTANCE, id, InstanceReason.PLACED, place.sentence() + how);
    }

    /** Told once; that the reasons' numbers change is only shown. */
    private void stillPending(String id, String sentence) {
        boolean news = instances
                .find(id)
                .filter(i -> i.seen().reason() != InstanceReason.NOTHING_FITS)
                .isPresent();
        instances.stillPending(id, sentence);
        if (news) {
            events.record(Severity.WARNING, INSTANCE, id, InstanceReason.NOTHING_FITS, sentence);
        } else {
            changes.record(INSTANCE, id);
        }
    }

    private void finish(String deployment) {
        instances.flush();
        deployments.delete(deployment);
        events.info(ServingDeployments.CHANGE_KIND, deployment, DeploymentReason.DELETED, "Nothing is left of it.");
    }
}
