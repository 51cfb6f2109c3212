package dev.yardmaster.server.deployments.plan;

import dev.yardmaster.contract.agent.AssignedInstance.Desired;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.server.deployments.plan.Situation.NodeSeen;
import dev.yardmaster.server.placement.Candidate;
import dev.yardmaster.server.placement.Placement;
import dev.yardmaster.server.placement.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plan in the making: the situation as it will be once the actions so far are done. */
final class Draft {
    final Wanted wanted;
    final Policy policy;
    final Instant now;
    private final Map<String, Seen> instances = new LinkedHashMap<>();
    private final Map<String, NodeSeen> nodes;
    private final List<Action> actions = new ArrayList<>();
    private final IntFunction<String> ids;
    private Optional<Set<String>> givenUp = Optional.empty();

    Draft(Situation situation, IntFunction<String> ids) {
        this.wanted = situation.wanted();
        this.policy = situation.policy();
        this.now = situation.now();
        this.nodes = new TreeMap<>(situation.nodes());
        this.ids = ids;
        situation.instances().forEach(i -> instances.put(i.id(), i));
    }

    List<Action> actions() {
        return List.copyOf(actions);
    }

    List<Seen> all() {
        return List.copyOf(instances.values());
    }

    List<Seen> those(Predicate<Seen> which) {
        return instances.values().stream().filter(which).toList();
    }

    Optional<NodeSeen> node(Seen instance) {
        return instance.node().map(nodes::get);
    }

    List<Candidate> candidates() {
        return nodes.values().stream().map(NodeSeen::candidate).toList();
    }

    List<Verdict> verdicts(List<Candidate> candidates) {
        return Placement.judge(wanted.demand(), candidates);
    }

    boolean current(Seen instance) {
        return instance.revision() == wanted.revision();
    }

    /** Counts towards what is wanted: it answers, or is expected to. */
    boolean live(Seen instance) {
        return instance.wanted() && !lost(instance);
    }

    /** Still wanted, but not waited for any more. */
    boolean lost(Seen instance) {
        return instance.wanted() && (silent(instance) || givenUp().contains(instance.id()));
    }

    private boolean silent(Seen instance) {
        return instance.unreachableSince()
                .filter(t -> !t.plus(policy.lostAfter()).isAfter(now))
                .isPresent();
    }

    private Set<String> givenUp() {
        if (givenUp.isEmpty()) {
            givenUp = Optional.of(findGivenUp());
        }
        return givenUp.get();
    }

    /** On a device in quarantine: it may well answer, and is not trusted to for long. */
    boolean quarantined(Seen instance) {
        return node(instance)
                .filter(n -> n.candidate().isQuarantined(instance.id()))
                .isPresent();
    }

    /**
     * Of those that fail again and again, and those on devices in quarantine, as many as there are replacements for; where
     * there is none yet, one if another place fits. So they are replaced one at a time, and a replacement once made counts.
     */
    private Set<String> findGivenUp() {
        List<Seen> running = those(i -> i.wanted() && current(i) && !silent(i));
        List<Seen> failing = running.stream()
                .filter(i -> !i.unreachable() && (i.failing() || quarantined(i)))
                .toList();
        int replacements = running.size() - wanted.replicas();
        int number = replacements > 0 || failing.isEmpty() ? replacements : mayReplace(failing) ? 1 : 0;
        return leastUsefulFirst(failing::contains)
                .limit(Math.max(0, number))
                .map(Seen::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean mayReplace(List<Seen> failing) {
        return failing.stream().anyMatch(i -> i.state() == InstanceState.FAILED || quarantined(i))
                && Placement.select(verdicts(candidates())).isPresent();
    }

    long ready() {
        return instances.values().stream()
                .filter(this::live)
                .filter(Seen::ready)
                .count();
    }

    private void put(Seen changed) {
        instances.put(changed.id(), changed);
        givenUp = Optional.empty();
    }

    void create(String sentence) {
        String id = ids.apply(wanted.revision());
        put(new Seen(
                id,
                wanted.revision(),
                Optional.empty(),
                Desired.RUN,
                now,
                InstanceState.PENDING,
                InstanceReason.CREATED,
                sentence,
                now,
                Optional.empty(),
                0,
                now));
        actions.add(new Action.Create(id, wanted.revision(), sentence));
    }

    void place(Seen instance, Verdict.Fits fits, String sentence) {
        String node = fits.node();
        put(instance.in(InstanceState.SCHEDULED, InstanceReason.PLACED, sentence, now, Optional.of(node)));
        nodes.computeIfPresent(
                node,
                (_, n) -> n.with(n.candidate().with(Claims.of(instance.id(), wanted.demand(), fits.devices(), false))));
        actions.add(new Action.Place(instance.id(), node, fits.devices(), sentence));
    }

    void stillPending(Seen instance, String sentence) {
        if (!instance.sentence().equals(sentence) || instance.reason() != InstanceReason.NOTHING_FITS) {
            put(instance.in(
                    InstanceState.PENDING, InstanceReason.NOTHING_FITS, sentence, instance.since(), Optional.empty()));
            actions.add(new Action.StillPending(instance.id(), sentence));
        }
    }

    void stop(Seen instance, InstanceReason reason, String sentence) {
        put(instance.stopping(now));
        actions.add(new Action.Stop(instance.id(), reason, sentence));
    }

    void forget(Seen instance, InstanceReason reason, String sentence) {
        instances.remove(instance.id());
        givenUp = Optional.empty();
        instance.node()
                .ifPresent(name -> nodes.computeIfPresent(
                        name, (_, n) -> n.with(n.candidate().without(instance.id()))));
        actions.add(new Action.Forget(instance.id(), reason, sentence));
    }

    void mark(Seen instance, boolean reachable, String sentence) {
        put(instance.reachable(reachable ? Optional.empty() : Optional.of(now)));
        actions.add(
                reachable
                        ? new Action.MarkReachable(instance.id(), sentence)
                        : new Action.MarkUnreachable(instance.id(), sentence));
    }

    void finish() {
        actions.add(new Action.Finish());
    }

    /**
     * What can best be done without comes first: silent, failing, still coming up, on a device in quarantine, on a cordoned
     * node, newest.
     */
    Stream<Seen> leastUsefulFirst(Predicate<Seen> which) {
        return instances.values().stream()
                .filter(which)
                .sorted(Usefulness.order(this::quarantined, i -> node(i).map(NodeSeen::candidate)));
    }
}
