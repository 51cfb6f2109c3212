package dev.yardmaster.server.deployments;

/** Why something is told about a deployment. */
public enum DeploymentReason {
    CREATED,
    REVISED,
    SCALED,
    LABELLED,
    DELETING,
    DELETED
}
