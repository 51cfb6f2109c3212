package dev.yardmaster.server.deployments.plan;

import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.node.Inventory;
import dev.yardmaster.server.deployments.plan.Situation.NodeSeen;
import dev.yardmaster.server.placement.Candidate;
import dev.yardmaster.server.placement.Candidates;
import dev.yardmaster.server.placement.Demand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Nodes with agents for planner tests: time, engines and failures are the test's to move. */
final class Fleet {
    static final long MEMORY_OF_ONE = Candidates.demand(Candidates.GIB).memory().total();
    static final Wanted.Terms TERMS = new Wanted.Terms(Duration.ofMinutes(1), Duration.ofSeconds(10), Candidates.GIB);

    private static final Demand DEMAND = Candidates.demand(Candidates.GIB);
    private static final Map<Integer, Inventory> INVENTORIES = new ConcurrentHashMap<>();

    final Map<String, Host> hosts = new TreeMap<>();
    final Set<Integer> badRevisions = new HashSet<>();
    final Set<String> stuck = new HashSet<>();
    List<Seen> instances = List.of();
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    int replicas = 1;
    int revision = 1;
    boolean deleting;
    private int made;

    /** A host with room for so many instances. */
    record Host(int slots, boolean up, boolean cordoned, Instant since) {}

    Fleet host(String name, int slots) {
        hosts.put(name, new Host(slots, true, false, now));
        return this;
    }

    void up(String name, boolean up) {
        hosts.computeIfPresent(name, (_, h) -> h.up() == up ? h : new Host(h.slots(), up, h.cordoned(), now));
    }

    void cordon(String name, boolean cordoned) {
        hosts.computeIfPresent(name, (_, h) -> new Host(h.slots(), h.up(), cordoned, h.since()));
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Situation situation() {
        Map<Integer, Wanted.Terms> terms = new HashMap<>();
        instances.forEach(i -> terms.put(i.revision(), TERMS));
        terms.put(revision, TERMS);
        Map<String, NodeSeen> nodes = new HashMap<>();
        hosts.forEach((name, host) -> nodes.put(name, new NodeSeen(candidate(name, host), host.since())));
        return new Situation(
                new Wanted("chat", revision, replicas, deleting, demand(), terms),
                instances,
                nodes,
                Policy.DEFAULTS,
                now);
    }

    private static Inventory inventory(int slots) {
        return Candidates.inventory("amd64", Candidates.AVX2, slots * MEMORY_OF_ONE / 9 * 10 + 1000, 1L << 40);
    }

    private static Demand demand() {
        return DEMAND;
    }

    private Candidate candidate(String name, Host host) {
        Candidate empty = new Candidate(
                name,
                host.up(),
                host.cordoned(),
                Map.of(),
                INVENTORIES.computeIfAbsent(host.slots(), Fleet::inventory),
                Set.of(),
                List.of());
        for (Seen i : instances) {
            if (i.node().filter(name::equals).isPresent()) {
                empty = empty.with(
                        Claims.of(i.id(), demand(), Optional.empty(), i.revision() == revision && i.failing()));
            }
        }
        return empty;
    }

    /** Plans and does it; returns what was done. */
    List<Action> plan() {
        Draft draft = Planner.draft(situation(), r -> "chat-" + r + "-" + made++);
        instances = draft.all();
        return draft.actions();
    }

    long ready() {
        return instances.stream().filter(Seen::ready).count();
    }

    long on(String node) {
        return instances.stream()
                .filter(i -> i.node().filter(node::equals).isPresent())
                .count();
    }

    /** Agents on hosts that are up take every engine one step on. */
    void work() {
        each(this::step);
    }

    void each(Function<Seen, Seen> change) {
        List<Seen> next = new ArrayList<>();
        instances.forEach(i -> next.add(heard(i) ? change.apply(i) : i));
        instances = next;
    }

    private boolean heard(Seen instance) {
        return instance.node().map(hosts::get).filter(Host::up).isPresent() && !instance.unreachable();
    }

    private Seen step(Seen i) {
        if (stuck.contains(i.id())) {
            return i;
        }
        if (!i.wanted()) {
            return switch (i.state()) {
                case READY -> to(i, InstanceState.DRAINING, InstanceReason.SCALED_IN);
                case PENDING, SCHEDULED, PREFETCHING, STARTING, LOADING, WARMING, SLEEPING -> stopped(i);
                case DRAINING, STOPPING, STOPPED, FAILED, UNREACHABLE -> stopped(i);
            };
        }
        return switch (i.state()) {
            case SCHEDULED -> to(i, InstanceState.PREFETCHING, InstanceReason.FETCHING_WEIGHTS);
            case PREFETCHING, FAILED -> to(i, InstanceState.STARTING, InstanceReason.LAUNCHED);
            case STARTING -> to(i, InstanceState.LOADING, InstanceReason.ENGINE_LOADING);
            case LOADING, WARMING -> badRevisions.contains(i.revision()) ? crash(i) : ready(i);
            case PENDING, READY, SLEEPING, DRAINING, STOPPING, STOPPED, UNREACHABLE -> i;
        };
    }

    private Seen ready(Seen i) {
        return to(i, InstanceState.READY, InstanceReason.PROBE_SUCCEEDED);
    }

    private Seen stopped(Seen i) {
        return to(i, InstanceState.STOPPED, InstanceReason.EXITED_ON_REQUEST);
    }

    Seen to(Seen i, InstanceState state, InstanceReason reason) {
        return i.in(state, reason, "", now, i.node());
    }

    Seen crash(Seen i) {
        Seen failed = to(i, InstanceState.FAILED, InstanceReason.ENGINE_EXITED);
        return new Seen(
                failed.id(),
                failed.revision(),
                failed.node(),
                failed.desired(),
                failed.desiredSince(),
                failed.state(),
                failed.reason(),
                failed.sentence(),
                failed.since(),
                failed.unreachableSince(),
                failed.restarts() + 1,
                failed.createdAt());
    }

    /** One random misfortune, or one change of mind. */
    void mishap(Random random) {
        List<String> names = List.copyOf(hosts.keySet());
        String name = names.isEmpty() ? "" : names.get(random.nextInt(names.size()));
        switch (random.nextInt(12)) {
            case 0 -> up(name, false);
            case 1, 2 -> up(name, true);
            case 3 -> hosts.remove(name);
            case 4 -> hosts.putIfAbsent("n" + random.nextInt(6), new Host(1 + random.nextInt(4), true, false, now));
            case 5 -> cordon(name, random.nextBoolean());
            case 6 -> replicas = random.nextInt(6);
            case 7 -> roll(random.nextInt(3) == 0);
            case 8, 9 -> each(i -> random.nextInt(3) == 0 && i.state() != InstanceState.SCHEDULED ? crash(i) : i);
            case 10 -> instances.stream().findAny().map(Seen::id).ifPresent(stuck::add);
            default -> each(i -> random.nextInt(8) == 0 ? to(i, InstanceState.STOPPED, InstanceReason.FENCED) : i);
        }
    }

    void roll(boolean bad) {
        revision++;
        if (bad) {
            badRevisions.add(revision);
        }
    }

    Optional<Seen> find(String id) {
        return instances.stream().filter(i -> i.id().equals(id)).findFirst();
    }
}
