package dev.yardmaster.contract.agent;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How to start an engine and tell what it is doing. In arguments and environment values the agent replaces
 * {@code {{host}}}, {@code {{port}}}, {@code {{model.directory}}} and {@code {{model.file}}} (the first weights file).
 *
 * @param runtime for people, logs and metrics
 * @param environment added to a small clean environment; never secrets
 * @param keyVariable environment variable that carries the engine's own API key
 * @param startDeadline from launch to the first good probe; after that the start has failed
 */
public record Launch(
        String runtime,
        EngineExecutable executable,
        List<String> arguments,
        Map<String, String> environment,
        String keyVariable,
        Probe probe,
        Duration startDeadline) {
    public Launch {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /**
     * A GET that tells whether the engine can answer: 200 is ready, {@code loadingStatus} is still loading, anything
     * else or silence is a failure; {@code failuresToUnready} of them in a row take a ready engine out.
     */
    public record Probe(String path, int loadingStatus, Duration every, Duration timeout, int failuresToUnready) {}
}
