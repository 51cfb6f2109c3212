package dev.yardmaster.server.access;

import java.util.List;

/** Implemented by features that refer to secrets: while one is needed it cannot be deleted. */
public interface SecretUses {

    /** What needs the secret, as people would say it, for instance {@code model 'llama'}. Called in a transaction. */
    List<String> uses(String secret);
}
