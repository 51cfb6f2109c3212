package dev.yardmaster.agent.supervise;

import dev.yardmaster.agent.engine.EngineProcesses;
import dev.yardmaster.agent.engine.Fingerprint;
import dev.yardmaster.agent.engine.FreePort;
import dev.yardmaster.agent.engine.LaunchPlanner;
import dev.yardmaster.agent.engine.LaunchProblem;
import dev.yardmaster.agent.engine.RunningEngine;
import dev.yardmaster.agent.journal.Journal;
import dev.yardmaster.agent.journal.JournalEntry;
import dev.yardmaster.agent.logs.EngineLog;
import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.agent.weights.ModelStatus;
import dev.yardmaster.contract.agent.AssignedGroup;
import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.engine.EngineSizes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts engines so that none is ever lost: the intent is in the journal before the process exists. */
public final class EngineKeeper {
    private static final AgentLog LOG = new AgentLog("engines");

    private final EngineProcesses processes;
    private final LaunchPlanner planner;
    private final Journal journal;
    private final String host;
    private final Map<String, Set<Integer>> ports = new ConcurrentHashMap<>();
    /** Of engines that run. */
    private final Map<String, JournalEntry> entries = new ConcurrentHashMap<>();

    /** @param host where engines listen */
    public EngineKeeper(EngineProcesses processes, LaunchPlanner planner, Journal journal, String host) {
        this.processes = processes;
        this.planner = planner;
        this.journal = journal;
        this.host = host;
    }

    /** @param adapters directories of those that it gets at its start, by name */
    Launched launch(
            AssignedInstance instance, ModelStatus.Held model, Map<String, Path> adapters, EngineLog log, int restarts)
            throws LaunchProblem {
        Map<String, Integer> own = pick(instance);
        int port = own.getOrDefault(LaunchPlanner.HTTP, 0);
        var place = new LaunchPlanner.Place(
                host, own, model.directory(), model.file(), adapters, log.directory(), log.file());
        var plan = planner.plan(instance, place);
        Fingerprint fingerprint = Fingerprint.of(instance);
        JournalEntry intent = new JournalEntry(
                instance.id(),
                instance.modelKey(),
                fingerprint.launch(),
                fingerprint.key(),
                port,
                own,
                restarts,
                instance.group().map(AssignedGroup::generation),
                Optional.empty());
        intend(intent);
        RunningEngine engine = processes.start(plan);
        record(intent.running(engine.identity()));
        LOG.info(instance.id() + ": launched as " + engine.identity().describe() + " on port " + port + ".");
        return new Launched(engine, own, fingerprint, intent.generation().orElse(0), false, EngineSizes.NONE);
    }

    /** The engine that an earlier agent started, if it still runs. */
    Optional<Launched> recover(JournalEntry entry) {
        Optional<RunningEngine> running = entry.engine().isPresent()
                ? processes.find(entry.engine().get())
                : processes.findMarked(entry.instanceId());
        running.ifPresent(engine -> {
            taken(entry);
            entries.put(entry.instanceId(), entry.running(engine.identity()));
            LOG.info(entry.instanceId() + ": adopted " + engine.identity().describe() + " on port " + entry.port()
                    + ".");
        });
        return running.map(engine -> new Launched(
                engine,
                ports(entry),
                new Fingerprint(entry.launchHash(), entry.keyHash()),
                entry.generation().orElse(0),
                true,
                entry.sizes()));
    }

    /** Keeps what an engine's log has told for an agent after this one. */
    void told(String instanceId, EngineSizes sizes) {
        Optional.ofNullable(entries.computeIfPresent(instanceId, (_, entry) -> entry.with(sizes)))
                .ifPresent(this::record);
    }

    /** Ends what an ended engine left behind and gives its port back. */
    void clearUp(String instanceId) {
        entries.remove(instanceId);
        ports.remove(instanceId);
        processes.killMarked(instanceId);
    }

    /** Nothing of this instance is left. */
    void forget(String instanceId) {
        entries.remove(instanceId);
        try {
            journal.remove(instanceId);
        } catch (IOException e) {
            LOG.warn(instanceId + ": its journal entry cannot be removed: " + e.getMessage());
        }
    }

    private synchronized Map<String, Integer> pick(AssignedInstance instance) throws LaunchProblem {
        Set<Integer> taken = ports.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        List<String> names = Stream.concat(Stream.of(LaunchPlanner.HTTP), instance.launch().ports().stream())
                .toList();
        Map<String, Integer> picked = FreePort.pick(host, names, taken);
        ports.put(instance.id(), Set.copyOf(picked.values()));
        return picked;
    }

    private void taken(JournalEntry entry) {
        ports.put(entry.instanceId(), Set.copyOf(ports(entry).values()));
    }

    /** Entries of earlier versions have only the one. */
    private static Map<String, Integer> ports(JournalEntry entry) {
        Map<String, Integer> all = new HashMap<>(entry.ports());
        all.put(LaunchPlanner.HTTP, entry.port());
        return all;
    }

    Engine engine(Launched launched, String key) {
        return new Engine(host, launched, key);
    }

    private void intend(JournalEntry intent) throws LaunchProblem {
        try {
            journal.put(intent);
        } catch (IOException e) {
            throw new LaunchProblem(
                    InstanceReason.DISK_FULL,
                    "Nothing is launched while the agent's journal cannot be written: " + e.getMessage());
        }
    }

    private void record(JournalEntry running) {
        entries.put(running.instanceId(), running);
        try {
            journal.put(running);
        } catch (IOException e) {
            LOG.warn(running.instanceId() + ": its journal entry cannot be written anew: " + e.getMessage());
        }
    }
}
