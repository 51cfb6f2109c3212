package dev.yardmaster.agent.supervise;

import dev.yardmaster.agent.engine.Fingerprint;
import dev.yardmaster.agent.engine.LaunchPlanner;
import dev.yardmaster.agent.engine.RunningEngine;
import java.util.Map;

/**
 * An engine and how it was launched.
 *
 * @param generation of its group; 0 where it has none
 */
record Launched(RunningEngine engine, Map<String, Integer> ports, Fingerprint fingerprint, int generation) {
    Launched {
        ports = Map.copyOf(ports);
    }

    int port() {
        return ports.getOrDefault(LaunchPlanner.HTTP, 0);
    }
}
