package dev.yardmaster.server.access;

import java.util.Map;
import java.util.Optional;

/** For features that use secrets: the values, which must not leave the server but towards what they open. */
public interface SecretVault {

    /** The values by key; empty where there is no such secret. */
    Optional<Map<String, String>> open(String name);

    /**
     * Keeps the secret from being deleted until the caller's transaction ends; by then the reference is visible to
     * {@link SecretUses}.
     *
     * @return false where there is no such secret
     */
    boolean hold(String name);
}
