package dev.yardmaster.contract.route;

import java.time.Instant;
import java.util.List;

/**
 * A name that requests carry in {@code model}, and where they go. A route without targets exists but nothing is ready.
 *
 * @param createdAt for {@code /v1/models}
 */
public record Route(String name, String project, Instant createdAt, List<Target> targets) {
    public Route {
        targets = List.copyOf(targets);
    }

    /**
     * One revision's share.
     *
     * @param weight relative to the other targets of the route; 0 gets nothing
     */
    public record Target(String deployment, int revision, int weight, List<Endpoint> endpoints) {
        public Target {
            endpoints = List.copyOf(endpoints);
        }
    }

    /**
     * One engine.
     *
     * @param url base URL, without {@code /v1}
     * @param modelName what the engine wants to read in {@code model}
     * @param key bearer token for the engine
     * @param suspect its node is not heard from: use only when no other answers
     */
    public record Endpoint(String instance, String url, String modelName, String key, boolean suspect) {
        @Override
        public String toString() {
            return "Endpoint[" + instance + ", " + url + "]";
        }
    }
}
