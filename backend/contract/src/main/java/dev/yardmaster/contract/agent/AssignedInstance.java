package dev.yardmaster.contract.agent;

import dev.yardmaster.contract.deployment.InstanceReason;
import java.time.Duration;

/**
 * One engine that a node should run, or should stop.
 *
 * @param modelKey the {@link AssignedModel} it serves
 * @param servedName what the engine calls its model in the OpenAI API
 * @param engineKey API key that the engine is started with and gateways send; never written to disk by the agent
 * @param desired what the planner wants
 * @param desiredReason why
 * @param drainFor how long running requests may go on once it should stop
 */
public record AssignedInstance(
        String id,
        String deployment,
        int revision,
        String modelKey,
        String servedName,
        String engineKey,
        Launch launch,
        Desired desired,
        InstanceReason desiredReason,
        Duration drainFor) {
    /** What the planner wants of an instance. */
    public enum Desired {
        RUN,
        STOP
    }

    @Override
    public String toString() {
        return "AssignedInstance[" + id + ", " + desired + "]";
    }
}
