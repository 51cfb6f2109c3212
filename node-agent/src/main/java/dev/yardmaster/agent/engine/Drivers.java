package dev.yardmaster.agent.engine;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Engines as processes and as containers, each started by the driver that can. */
public final class Drivers implements EngineProcesses {
    private final EngineProcesses processes;
    private final EngineProcesses containers;
    private final KernelCaches caches;

    public Drivers(EngineProcesses processes, EngineProcesses containers, KernelCaches caches) {
        this.processes = processes;
        this.containers = containers;
        this.caches = caches;
    }

    @Override
    public RunningEngine start(LaunchPlan plan) throws LaunchProblem {
        return switch (plan.program()) {
            case LaunchPlan.OnHost _ -> processes.start(plan);
            case LaunchPlan.InContainer _ -> containers.start(plan);
        };
    }

    @Override
    public Optional<RunningEngine> find(EngineIdentity identity) {
        return identity.isProcess() ? processes.find(identity) : containers.find(identity);
    }

    @Override
    public Optional<RunningEngine> findMarked(String instanceId) {
        return processes.findMarked(instanceId).or(() -> containers.findMarked(instanceId));
    }

    @Override
    public Set<String> marked() {
        Set<String> all = new HashSet<>(processes.marked());
        all.addAll(containers.marked());
        return all;
    }

    @Override
    public void killMarked(String instanceId) {
        processes.killMarked(instanceId);
        containers.killMarked(instanceId);
        caches.release(instanceId);
    }
}
