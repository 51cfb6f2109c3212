package dev.yardmaster.agent.supervise;

import dev.yardmaster.agent.instance.Phase;
import dev.yardmaster.agent.instance.Supervision;
import dev.yardmaster.agent.journal.JournalEntry;
import dev.yardmaster.agent.logs.EngineLog;
import dev.yardmaster.agent.measure.EngineMetrics.Series;
import dev.yardmaster.agent.measure.Measured;
import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.agent.platform.DurableFiles;
import dev.yardmaster.agent.platform.SafeName;
import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.agent.Observation;
import dev.yardmaster.contract.deployment.Condition;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.engine.KernelCache;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The loops of all instances, and what is left of those that ended. */
final class Fleet implements AutoCloseable {
    private static final AgentLog LOG = new AgentLog("supervisor");
    private static final long ROTATE_LOG_AT = 16L << 20;
    /** The last lines of a stopped engine have so long to reach the server. */
    private static final Duration KEEP_STOPPED = Duration.ofSeconds(30);

    private final Path directory;
    private final Services services;
    private final Runnable changed;
    private final Map<String, InstanceLoop> loops = new TreeMap<>();
    private final Map<String, JournalEntry> found = new HashMap<>();
    private final Map<String, Observation> refused = new TreeMap<>();
    private final Map<String, Instant> goneSince = new HashMap<>();

    /** @param directory one directory for each instance lies in it */
    Fleet(Path directory, Services services, Runnable changed) {
        this.directory = directory;
        this.services = services;
        this.changed = changed;
    }

    /** What the journal knows; each is taken up once it is known what should become of it. */
    synchronized void found(List<JournalEntry> entries) {
        entries.forEach(e -> found.put(e.instanceId(), e));
    }

    synchronized Set<String> foundIds() {
        return Set.copyOf(found.keySet());
    }

    synchronized void aim(Target target) {
        String id = target.assigned().id();
        InstanceLoop known = loops.get(id);
        if (known != null) {
            known.aim(target);
        } else if (SafeName.isPlain(id)) {
            begin(target);
        } else {
            refuse(id, "The instance id is not a plain name, so that the agent will not run it.");
        }
    }

    /** Ends every instance that is not assigned, found ones too. */
    synchronized void unassign(Set<String> assigned) {
        refused.keySet().retainAll(assigned);
        loops.forEach((id, loop) -> {
            if (!assigned.contains(id)) {
                loop.aim(loop.target().unassigned());
            }
        });
        for (JournalEntry entry : List.copyOf(found.values())) {
            begin(Target.of(Leftover.of(entry), 0, false).unassigned());
        }
    }

    synchronized void sweep(Instant now) {
        for (Map.Entry<String, InstanceLoop> e : List.copyOf(loops.entrySet())) {
            if (!isGone(e.getValue())) {
                goneSince.remove(e.getKey());
            } else if (!goneSince
                    .computeIfAbsent(e.getKey(), _ -> now)
                    .plus(KEEP_STOPPED)
                    .isAfter(now)) {
                remove(e.getKey(), e.getValue());
            }
        }
    }

    synchronized Set<String> modelsInUse() {
        return Stream.concat(
                        loops.values().stream()
                                .filter(l -> l.phase() != Phase.STOPPED)
                                .flatMap(l -> NeededFiles.keys(l.target().assigned())),
                        found.values().stream().map(JournalEntry::modelKey))
                .collect(Collectors.toSet());
    }

    synchronized boolean settled() {
        return loops.values().stream().noneMatch(InstanceLoop::unsettled);
    }

    synchronized boolean allIn(Phase phase) {
        return loops.values().stream().allMatch(l -> l.phase() == phase);
    }

    /** Stopped instances that nobody assigns any more do not exist. */
    synchronized List<Observation> observations() {
        return Stream.concat(
                        loops.values().stream().filter(l -> !isGone(l)).map(InstanceLoop::observation),
                        refused.values().stream())
                .toList();
    }

    /** Engines that answer, with what they were last measured at. */
    synchronized List<Series> measured() {
        return loops.values().stream()
                .flatMap(l -> l.measured().map(m -> series(l.target().assigned(), m)).stream())
                .toList();
    }

    private static Series series(AssignedInstance of, Measured measured) {
        return new Series(of.id(), of.deployment(), of.revision(), of.launch().runtime(), measured);
    }

    /** Compiled kernels of engines that serve, and that others may have. */
    synchronized Set<KernelCache> sharedKernels() {
        return loops.values().stream()
                .filter(l -> l.phase() == Phase.READY)
                .flatMap(l -> l.target().assigned().launch().caches().stream())
                .filter(c -> c.shared().orElse(false))
                .collect(Collectors.toSet());
    }

    synchronized List<EngineLog> logs() {
        return loops.values().stream().map(InstanceLoop::log).toList();
    }

    synchronized void wakeAll() {
        loops.values().forEach(InstanceLoop::wake);
    }

    private static boolean isGone(InstanceLoop loop) {
        return loop.phase() == Phase.STOPPED && loop.target().isUnassigned();
    }

    private void begin(Target target) {
        AssignedInstance instance = target.assigned();
        Optional<JournalEntry> entry = Optional.ofNullable(found.remove(instance.id()));
        Optional<Launched> running = entry.flatMap(services.keeper()::recover);
        int restarts = entry.map(JournalEntry::restarts).orElse(0) + (entry.isPresent() && running.isEmpty() ? 1 : 0);
        Instant now = services.clock().instant();
        Supervision state = running.map(l ->
                        Supervision.adopted(l.engine().identity().describe(), restarts, target.startDeadline(), now))
                .orElseGet(() -> Supervision.assigned(restarts, now));
        try {
            EngineLog log =
                    new EngineLog(instance.id(), directory.resolve(instance.id()), ROTATE_LOG_AT, services.clock());
            var start = new InstanceLoop.Start(target, state, running);
            loops.put(instance.id(), new InstanceLoop(start, services, log, changed).start());
            refused.remove(instance.id());
        } catch (IOException e) {
            entry.ifPresent(found -> this.found.put(instance.id(), found));
            refuse(instance.id(), "Its directory cannot be made: " + e.getMessage());
        }
    }

    private void refuse(String id, String sentence) {
        LOG.error("Instance '" + id + "': " + sentence);
        Condition condition = new Condition(
                InstanceState.FAILED,
                InstanceReason.ENGINE_UNSUPPORTED,
                sentence,
                services.clock().instant());
        refused.putIfAbsent(id, new Observation(id, condition, Optional.empty(), Optional.empty(), 0));
    }

    private void remove(String id, InstanceLoop loop) {
        loop.close();
        loops.remove(id);
        goneSince.remove(id);
        services.keeper().forget(id);
        DurableFiles.deleteTree(directory.resolve(id));
    }

    @Override
    public void close() {
        List<InstanceLoop> running;
        synchronized (this) {
            running = List.copyOf(loops.values());
        }
        running.forEach(InstanceLoop::close);
    }
}
