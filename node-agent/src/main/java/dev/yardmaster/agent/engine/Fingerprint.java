package dev.yardmaster.agent.engine;

import dev.yardmaster.agent.platform.Digests;
import dev.yardmaster.agent.platform.Json;
import dev.yardmaster.contract.agent.AssignedInstance;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an engine was launched with, to tell whether it would be launched the same way now.
 *
 * @param key hash of the engine key; empty where the key is not known
 */
public record Fingerprint(String launch, String key) {

    public static Fingerprint of(AssignedInstance instance) {
        var launch = instance.launch();
        Map<String, String> environment = new TreeMap<>(launch.environment());
        String hash = Digests.hex(
                Json.mapper().writeValueAsString(launch.executables()),
                Json.mapper().writeValueAsString(launch.arguments()),
                environment.toString(),
                launch.keyVariable(),
                instance.modelKey(),
                instance.servedName());
        String key = instance.engineKey();
        return new Fingerprint(hash, key.isEmpty() ? "" : Digests.hex(key));
    }

    /** Whether an engine launched as {@code running} is what this asks for; an unknown key is taken for the same. */
    public boolean accepts(Fingerprint running) {
        return launch.equals(running.launch()) && (key.isEmpty() || key.equals(running.key()));
    }
}
