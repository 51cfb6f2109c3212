package dev.yardmaster.server.runtimes;

import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.catalog.ModelFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A runtime definition. Its document is a {@code Runtime} with these as {@code spec}; every member acts.
 *
 * @param formats what it can load
 * @param arguments given on every start
 * @param settings given only where a deployment says so
 * @param keyVariable environment variable that carries an engine's API key
 * @param drainFor how long running requests may go on when an engine should stop
 */
public record EngineRuntime(
        String name,
        String description,
        Set<ModelFormat> formats,
        EngineExecutable executable,
        List<String> arguments,
        Settings settings,
        Map<String, String> environment,
        String keyVariable,
        Probe probe,
        Duration startDeadline,
        Duration drainFor,
        Needs needs) {
    public EngineRuntime {
        formats = Set.copyOf(formats);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** How its health is asked for. */
    public record Probe(String path, int loadingStatus, Duration every, Duration timeout, int failuresToUnready) {}

    /** What a deployment's engine settings become. */
    public record Settings(Setting contextLength, Setting maxConcurrency, Setting threads) {}

    /**
     * @param arguments with {@code {{value}}} where the value goes
     * @param most the largest value that the engine takes
     */
    public record Setting(List<String> arguments, int most) {
        public Setting {
            arguments = List.copyOf(arguments);
        }
    }

    /** @param cpuFeatures by architecture; an architecture that is not named cannot run it */
    public record Needs(Map<String, Set<String>> cpuFeatures, Memory memory) {
        public Needs {
            cpuFeatures = Map.copyOf(cpuFeatures);
        }
    }

    /**
     * What an engine needs beside the weights.
     *
     * @param kvBytesPerTokenPerWeightsGib a rule of thumb: key-value cache a token takes for each GiB of weights
     * @param concurrencyUnlessSaid how many requests the engine decodes at once when a deployment does not say
     */
    public record Memory(long overheadBytes, long kvBytesPerTokenPerWeightsGib, int concurrencyUnlessSaid) {}
}
