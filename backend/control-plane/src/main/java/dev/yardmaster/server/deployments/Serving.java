package dev.yardmaster.server.deployments;

import java.time.Instant;
import java.util.List;

/**
 * What answers for a deployment now.
 *
 * @param engines ready ones, and those that were when their node fell silent; never one that is to stop
 */
public record Serving(String deployment, String project, Instant createdAt, List<Engine> engines) {
    public Serving {
        engines = List.copyOf(engines);
    }

    /**
     * @param modelName what the engine calls its model
     * @param key in the clear, for the gateways only
     * @param silent its node is not heard from
     */
    public record Engine(String instance, int revision, String url, String modelName, String key, boolean silent) {
        @Override
        public String toString() {
            return "Engine[" + instance + ", " + url + "]";
        }
    }
}
