package dev.yardmaster.agent.journal;

import dev.yardmaster.agent.engine.EngineIdentity;
import dev.yardmaster.contract.engine.EngineSizes;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What must be known of an engine by an agent that starts anew. Written before its process exists, without {@code engine},
 * and again once it does.
 *
 * @param launchHash of everything it is launched with but its key
 * @param keyHash SHA-256 of its engine key
 * @param port that it answers requests at
 * @param ports other ports that it was given, by name
 * @param restarts engine processes of this instance that ended without being asked to
 * @param generation of its group; absent where it has none
 * @param sizes that its log has told so far
 */
public record JournalEntry(
        String instanceId,
        String modelKey,
        String launchHash,
        String keyHash,
        int port,
        Map<String, Integer> ports,
        int restarts,
        Optional<Integer> generation,
        Optional<EngineIdentity> engine,
        EngineSizes sizes) {
    public JournalEntry {
        sizes = sizes == null ? EngineSizes.NONE : sizes;
        ports = ports == null ? Map.of() : Map.copyOf(ports);
        generation = generation == null ? Optional.empty() : generation;
        engine = engine == null ? Optional.empty() : engine;
    }

    /** Of an engine that has told nothing yet. */
    public JournalEntry(
            String instanceId,
            String modelKey,
            String launchHash,
            String keyHash,
            int port,
            Map<String, Integer> ports,
            int restarts,
            Optional<Integer> generation,
            Optional<EngineIdentity> engine) {
        this(instanceId, modelKey, launchHash, keyHash, port, ports, restarts, generation, engine, EngineSizes.NONE);
    }

    public JournalEntry running(EngineIdentity identity) {
        return with(Optional.of(identity), sizes);
    }

    public JournalEntry with(EngineSizes said) {
        return with(engine, said);
    }

    private JournalEntry with(Optional<EngineIdentity> identity, EngineSizes said) {
        return new JournalEntry(
                instanceId, modelKey, launchHash, keyHash, port, ports, restarts, generation, identity, said);
    }

    /** Where the engine is a process. */
    public OptionalLong pid() {
        return engine.filter(EngineIdentity::isProcess)
                .map(e -> OptionalLong.of(Long.parseLong(e.id())))
                .orElseGet(OptionalLong::empty);
    }
}
