package dev.yardmaster.agent.supervise;

import dev.yardmaster.agent.engine.EngineIdentity;
import dev.yardmaster.agent.engine.Fingerprint;
import dev.yardmaster.agent.engine.LaunchPlanner;
import dev.yardmaster.agent.engine.RunningEngine;
import dev.yardmaster.contract.engine.EngineSizes;
import dev.yardmaster.contract.engine.EngineStart;
import java.util.Map;

/**
 * An engine and how it was launched.
 *
 * @param generation of its group; 0 where it has none
 * @param adopted an agent before this one launched it
 * @param sizes that were read from its log before
 */
record Launched(
        RunningEngine engine,
        Map<String, Integer> ports,
        Fingerprint fingerprint,
        int generation,
        boolean adopted,
        EngineSizes sizes) {
    Launched {
        ports = Map.copyOf(ports);
    }

    /** The same for this agent and the next, another for the next engine. */
    EngineStart start(EngineSizes said) {
        EngineIdentity identity = engine.identity();
        return new EngineStart(identity.driver() + "/" + identity.id() + "/" + identity.startedAt(), said);
    }

    int port() {
        return ports.getOrDefault(LaunchPlanner.HTTP, 0);
    }
}
