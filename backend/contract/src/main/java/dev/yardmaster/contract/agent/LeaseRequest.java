package dev.yardmaster.contract.agent;

import dev.yardmaster.contract.deployment.Load;
import java.util.Map;

/**
 * The heartbeat: tiny, on a lane of its own.
 *
 * @param bootId changes when the agent process restarts
 * @param assignmentVersion what the agent is working from
 * @param loads by instance, of engines that could be asked
 */
public record LeaseRequest(String bootId, long assignmentVersion, String agentVersion, Map<String, Load> loads) {
    public LeaseRequest {
        loads = loads == null ? Map.of() : Map.copyOf(loads);
    }

    public LeaseRequest(String bootId, long assignmentVersion, String agentVersion) {
        this(bootId, assignmentVersion, agentVersion, Map.of());
    }
}
