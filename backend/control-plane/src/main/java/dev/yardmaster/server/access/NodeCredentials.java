package dev.yardmaster.server.access;

import java.util.Optional;

/** Knows the nodes by their credentials. Implemented by the feature that enrols nodes. */
public interface NodeCredentials {

    /** What every node credential starts with. */
    String PREFIX = "yn_";

    /**
     * Whose credential this is; empty where it is unknown or revoked. Called for every request of an agent, so it has
     * to be cheap.
     */
    Optional<NodeIdentity> authenticate(String token);

    /** @param name the node's name */
    record NodeIdentity(String name) {}
}
