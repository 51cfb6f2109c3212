package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.server.platform.Ids;
import dev.yardmaster.server.platform.secret.SecretBox;
import org.springframework.stereotype.Component;

/** API keys of engines: one for each instance, encrypted at rest, in the clear only for its agent and the gateways. */
@Component
class EngineKeys {
    private final SecretBox box;

    EngineKeys(SecretBox box) {
        this.box = box;
    }

    /** A new key for this instance, sealed. */
    String make(String instance) {
        return box.seal(purpose(instance), Ids.secret());
    }

    String open(String instance, String sealed) {
        return box.open(purpose(instance), sealed);
    }

    private static String purpose(String instance) {
        return "engine-key:" + instance;
    }
}
