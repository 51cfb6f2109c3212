package dev.yardmaster.contract.deployment;

import dev.yardmaster.contract.document.DeploymentSpec;
import dev.yardmaster.contract.document.Metadata;

/** A deployment: what is wanted, and what is. */
public record Deployment(String apiVersion, String kind, Metadata metadata, DeploymentSpec spec, Status status) {

    /**
     * @param revision the one being rolled to, or reached
     * @param ready instances of that revision that answer
     * @param total instances of any revision that are not stopped
     * @param sentence what is going on, or why it is not ready
     */
    public record Status(Phase phase, int revision, int ready, int wanted, int total, String sentence) {}

    /** One word for the list. */
    public enum Phase {
        PROGRESSING,
        READY,
        DEGRADED,
        SCALED_TO_ZERO,
        DELETING
    }

    public String name() {
        return metadata.name();
    }
}
