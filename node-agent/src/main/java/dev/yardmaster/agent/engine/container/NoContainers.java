package dev.yardmaster.agent.engine.container;

import dev.yardmaster.agent.engine.EngineIdentity;
import dev.yardmaster.agent.engine.EngineProcesses;
import dev.yardmaster.agent.engine.LaunchPlan;
import dev.yardmaster.agent.engine.LaunchProblem;
import dev.yardmaster.agent.engine.RunningEngine;
import dev.yardmaster.contract.deployment.InstanceReason;
import java.util.Optional;
import java.util.Set;

/** On a node without a container runtime. */
final class NoContainers implements EngineProcesses {
    @Override
    public RunningEngine start(LaunchPlan plan) throws LaunchProblem {
        throw new LaunchProblem(
                InstanceReason.EXECUTABLE_MISSING, "This node has no container runtime that the agent uses.");
    }

    @Override
    public Optional<RunningEngine> find(EngineIdentity identity) {
        return Optional.empty();
    }

    @Override
    public Optional<RunningEngine> findMarked(String instanceId) {
        return Optional.empty();
    }

    @Override
    public Set<String> marked() {
        return Set.of();
    }

    @Override
    public void killMarked(String instanceId) {
        // There is none.
    }
}
