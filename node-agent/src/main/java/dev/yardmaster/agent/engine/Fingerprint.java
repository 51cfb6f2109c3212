package dev.yardmaster.agent.engine;

import dev.yardmaster.agent.platform.Digests;
import dev.yardmaster.agent.platform.Json;
import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.engine.AdapterAbility;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.SerializationFeature;

/**
 * What an engine was launched with, to tell whether it would be launched the same way now.
 *
 * @param key hash of the engine key; empty where the key is not known
 */
public record Fingerprint(String launch, String key) {

    public static Fingerprint of(AssignedInstance instance) {
        var launch = instance.launch();
        boolean adaptersAtStart = launch.adapters().when() == AdapterAbility.When.AT_START;
        String hash = Digests.hex(
                json(launch.executables()),
                json(launch.arguments()),
                new TreeMap<>(launch.environment()).toString(),
                launch.keyVariable(),
                instance.modelKey(),
                instance.servedName(),
                json(launch.ports()),
                json(launch.files()),
                json(launch.caches()),
                json(instance.devices()),
                json(adaptersAtStart ? instance.adapters() : List.of()),
                json(instance.group()));
        String key = instance.engineKey();
        return new Fingerprint(hash, key.isEmpty() ? "" : Digests.hex(key));
    }

    /** Maps are put in order, because theirs differs from run to run. */
    private static String json(Object part) {
        return Json.mapper()
                .writer()
                .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .writeValueAsString(part);
    }

    /** Whether an engine launched as {@code running} is what this asks for; an unknown key is taken for the same. */
    public boolean accepts(Fingerprint running) {
        return launch.equals(running.launch()) && (key.isEmpty() || key.equals(running.key()));
    }
}
