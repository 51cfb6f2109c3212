package dev.yardmaster.contract.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.yardmaster.contract.engine.AdapterAbility;
import dev.yardmaster.contract.engine.Checks;
import dev.yardmaster.contract.engine.KernelCache;
import dev.yardmaster.contract.engine.LaunchFile;
import dev.yardmaster.contract.engine.MetricsMap;
import dev.yardmaster.contract.engine.Shutdown;
import dev.yardmaster.contract.engine.SleepAbility;
import dev.yardmaster.contract.engine.Startup;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to start an engine and tell what it is doing. In arguments, files and environment values the agent replaces
 * {@code {{host}}}, {@code {{port}}}, {@code {{port.NAME}}}, {@code {{model.directory}}}, {@code {{model.file}}} (the first
 * weights file), {@code {{weights.directory}}} (below which the node keeps all weights, adapters' too),
 * {@code {{instance.directory}}}, {@code {{file.NAME}}}, {@code {{node.address}}} and, in a group,
 * {@code {{group.rank}}}, {@code {{group.size}}}, {@code {{group.leader}}} and {@code {{group.port.NAME}}}.
 *
 * @param runtime for people, logs and metrics
 * @param version of the engine, for people, logs and metrics
 * @param executables in order of preference: the first that this node has is started
 * @param environment added to a small clean environment; never secrets
 * @param keyVariable environment variable that carries the engine's own API key; empty where it has none or a file holds it
 * @param ports names of ports beside {@code http} that the engine listens on
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Launch(
        String runtime,
        String version,
        List<EngineExecutable> executables,
        List<String> arguments,
        Map<String, String> environment,
        String keyVariable,
        List<String> ports,
        List<LaunchFile> files,
        List<KernelCache> caches,
        Startup startup,
        Checks checks,
        Shutdown shutdown,
        MetricsMap metrics,
        AdapterAbility adapters,
        Optional<SleepAbility> sleep) {
    public Launch {
        executables = List.copyOf(executables);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        ports = ports == null ? List.of() : List.copyOf(ports);
        files = files == null ? List.of() : List.copyOf(files);
        caches = caches == null ? List.of() : List.copyOf(caches);
        shutdown = shutdown == null ? Shutdown.PLAIN : shutdown;
        metrics = metrics == null ? MetricsMap.NONE : metrics;
        adapters = adapters == null ? AdapterAbility.NONE : adapters;
        sleep = sleep == null ? Optional.empty() : sleep;
    }

    /** The same with these caches in place of its own. */
    public Launch withCaches(List<KernelCache> others) {
        return new Launch(
                runtime,
                version,
                executables,
                arguments,
                environment,
                keyVariable,
                ports,
                files,
                others,
                startup,
                checks,
                shutdown,
                metrics,
                adapters,
                sleep);
    }

    /** What every engine needs; the rest as if it had none. */
    public static Launch plain(
            String runtime,
            EngineExecutable executable,
            List<String> arguments,
            Map<String, String> environment,
            String keyVariable,
            Startup startup,
            Checks checks) {
        return new Launch(
                runtime,
                "",
                List.of(executable),
                arguments,
                environment,
                keyVariable,
                List.of(),
                List.of(),
                List.of(),
                startup,
                checks,
                Shutdown.PLAIN,
                MetricsMap.NONE,
                AdapterAbility.NONE,
                Optional.empty());
    }
}
