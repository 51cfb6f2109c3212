package dev.yardmaster.agent.engine;

import java.util.Optional;
import java.util.Set;

/** The engines of this agent that are on the host, as processes or containers. */
public interface EngineProcesses {
    /** Starts one so that it lives on when the agent does not. Its files are written before, its output goes to the plan's log. */
    RunningEngine start(LaunchPlan plan) throws LaunchProblem;

    /** That engine, if it still runs and belongs to this agent. */
    Optional<RunningEngine> find(EngineIdentity identity);

    /** An engine of this instance whose identity was never written down. */
    Optional<RunningEngine> findMarked(String instanceId);

    /** Instances that have engines here; what a lost journal would not tell. */
    Set<String> marked();

    /**
     * Ends all that is left of an instance, what its engine left behind too, and removes what was made to start it: files
     * with keys, containers, cgroups. Returns once nothing is left, or says in the log what is.
     */
    void killMarked(String instanceId);
}
