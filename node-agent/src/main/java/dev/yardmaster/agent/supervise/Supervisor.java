package dev.yardmaster.agent.supervise;

import dev.yardmaster.agent.engine.EngineProcesses;
import dev.yardmaster.agent.instance.Phase;
import dev.yardmaster.agent.journal.Journal;
import dev.yardmaster.agent.logs.EngineLog;
import dev.yardmaster.agent.measure.EngineMetrics.Series;
import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.agent.AssignedModel;
import dev.yardmaster.contract.agent.Assignment;
import dev.yardmaster.contract.agent.Observation;
import dev.yardmaster.contract.agent.ObservationBatch;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.Load;
import dev.yardmaster.contract.engine.KernelCache;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All instances of this node, brought to what the newest assignment says. Level-triggered: only the newest counts. */
public final class Supervisor implements AutoCloseable {
    private static final AgentLog LOG = new AgentLog("supervisor");
    private static final Duration EXIT_POLL = Duration.ofMillis(50);

    private final Fleet fleet;
    private final Journal journal;
    private final EngineProcesses processes;
    private final Services services;
    private Optional<Assignment> assignment = Optional.empty();
    private boolean keysKnown;
    private boolean fenced;
    private boolean ending;

    /**
     * @param directory one directory for each instance lies in it
     * @param changed called whenever there is something new to report; must not block
     */
    public Supervisor(Path directory, Journal journal, EngineProcesses processes, Services services, Runnable changed) {
        this.fleet = new Fleet(directory, services, changed);
        this.journal = journal;
        this.processes = processes;
        this.services = services;
    }

    /** Adopts what an earlier agent left running and goes on from the last assignment, without waiting for a server. */
    public synchronized void recover() {
        fleet.found(journal.entries());
        Set<String> journalled = fleet.foundIds();
        for (String stray : processes.marked()) {
            if (!journalled.contains(stray)) {
                LOG.warn("Ending processes of " + stray + ", of which the journal knows nothing.");
                processes.killMarked(stray);
            }
        }
        journal.assignment().ifPresent(last -> take(last, false));
    }

    /** Works towards a new assignment from the server. */
    public synchronized void assign(Assignment newest) {
        LOG.info("Assignment " + newest.version() + ": " + newest.instances().size() + " instances, "
                + newest.models().size() + " models.");
        try {
            journal.keep(newest);
        } catch (IOException e) {
            LOG.warn("The assignment cannot be kept for a restart: " + e.getMessage());
        }
        take(newest, true);
    }

    /** The server has nothing for this node: news only to an agent that knows of nothing either. */
    public synchronized void nothingAssigned() {
        if (assignment.isEmpty()) {
            take(new Assignment("", 0, List.of(), List.of()), true);
        }
    }

    /** Without a lease for too long every instance ends; with one again, what is assigned runs again. */
    public synchronized void fence(boolean now) {
        if (now != fenced) {
            LOG.warn(now ? "No lease for too long: every instance drains." : "The lease is back: instances may run.");
            fenced = now;
            assignment.ifPresent(last -> take(last, keysKnown));
        }
    }

    /** Looks again at everything: weights arrived, time passed. */
    public synchronized void refresh() {
        assignment.ifPresent(last -> {
            services.weights().want(last.models(), modelsInUse(last));
            fleet.sweep(services.clock().instant());
        });
        fleet.wakeAll();
    }

    /** Version of the assignment that is worked towards; 0 before the first from a server. */
    public synchronized long version() {
        return keysKnown ? assignment.map(Assignment::version).orElse(0L) : 0;
    }

    /** An assignment is known and every adopted engine has been asked once, so that a report would be whole. */
    public synchronized boolean settled() {
        return assignment.isPresent() && fleet.settled();
    }

    /** Everything there is to report. */
    public synchronized ObservationBatch observations() {
        List<Observation> all = new ArrayList<>(fleet.observations());
        return ObservationBatch.of(
                assignment.map(Assignment::version).orElse(0L),
                all,
                services.weights().observations(),
                services.weights().store(),
                measured().stream().map(s -> s.measured().reading(s.instance())).toList());
    }

    /** Engines that answer, with what they were last measured at. */
    public List<Series> measured() {
        return fleet.measured();
    }

    /** How busy they are, by instance. */
    public Map<String, Load> loads() {
        return measured().stream()
                .filter(s -> !s.measured().load().unknown())
                .collect(Collectors.toMap(Series::instance, s -> s.measured().load(), (a, _) -> a));
    }

    /** Compiled kernels of engines that serve, and that others may have. */
    public Set<KernelCache> sharedKernels() {
        return fleet.sharedKernels();
    }

    public List<EngineLog> logs() {
        return fleet.logs();
    }

    /** Ends all engines, asking first; returns once they are gone or the time is over. */
    public void stopEngines(Duration atMost) throws InterruptedException {
        synchronized (this) {
            ending = true;
            assignment.ifPresent(last -> take(last, keysKnown));
        }
        long end = System.nanoTime() + atMost.toNanos();
        while (!fleet.allIn(Phase.STOPPED) && System.nanoTime() < end) {
            Thread.sleep(EXIT_POLL);
        }
    }

    private void take(Assignment next, boolean withKeys) {
        assignment = Optional.of(next);
        keysKnown = withKeys;
        Set<String> assigned = next.instances().stream().map(i -> i.id()).collect(Collectors.toSet());
        services.weights().want(next.models(), modelsInUse(next));
        Map<String, Long> sizes =
                next.models().stream().collect(Collectors.toMap(AssignedModel::key, AssignedModel::bytes, Math::max));
        next.instances().forEach(i -> fleet.aim(bounded(Target.of(i, sizes.getOrDefault(i.modelKey(), 0L), withKeys))));
        fleet.unassign(assigned);
    }

    /** Of instances that are there, and of those that should be. */
    private Set<String> modelsInUse(Assignment next) {
        Set<String> keys = new HashSet<>(fleet.modelsInUse());
        next.instances().stream()
                .filter(i -> i.desired() != AssignedInstance.Desired.STOP)
                .forEach(i -> NeededFiles.keys(i).forEach(keys::add));
        return keys;
    }

    private Target bounded(Target target) {
        if (ending) {
            return target.stopping(InstanceReason.NODE_DRAINED, "The agent ends its engines.", Duration.ZERO);
        }
        return fenced
                ? target.stopping(
                        InstanceReason.FENCED,
                        "The node has had no lease for too long.",
                        target.assigned().drainFor())
                : target;
    }

    /** Leaves engines running; a later agent adopts them. */
    @Override
    public void close() {
        fleet.close();
    }
}
