package dev.yardmaster.agent.engine;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The host's processes, as far as they are engines of this agent. */
public interface EngineProcesses {
    /** Starts one so that it lives on when the agent does not. */
    RunningEngine start(LaunchPlan plan) throws LaunchProblem;

    /** The process with that id, if it still is the one that was started then. */
    Optional<RunningEngine> find(long pid, Instant startedAt);

    /** A process of this instance whose id was never written down. */
    Optional<RunningEngine> findMarked(String instanceId);

    /** Instances that have processes here; what a lost journal would not tell. */
    Set<String> marked();

    /** Ends all processes of an instance, those that its engine left behind too. */
    void killMarked(String instanceId);
}
