package dev.yardmaster.contract.agent;

/**
 * The heartbeat: tiny, on a lane of its own.
 *
 * @param bootId changes when the agent process restarts
 * @param assignmentVersion what the agent is working from
 */
public record LeaseRequest(String bootId, long assignmentVersion, String agentVersion) {}
