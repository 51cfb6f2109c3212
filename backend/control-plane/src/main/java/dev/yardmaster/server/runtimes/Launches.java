package dev.yardmaster.server.runtimes;

import dev.yardmaster.contract.agent.Launch;
import dev.yardmaster.contract.document.DeploymentSpec.EngineSettings;
import dev.yardmaster.contract.engine.Checks;
import dev.yardmaster.contract.engine.Startup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Turns a runtime and a deployment's engine settings into the launch that an agent carries out. */
public final class Launches {
    private static final String SERVED_NAME = "{{served.name}}";
    private static final String VALUE = "{{value}}";

    private Launches() {}

    public static Launch launch(EngineRuntime runtime, EngineSettings settings, String servedName) {
        List<String> arguments = new ArrayList<>(runtime.arguments().stream()
                .map(a -> a.replace(SERVED_NAME, servedName))
                .toList());
        EngineRuntime.Settings mapped = runtime.settings();
        Stream.of(
                        set(mapped.contextLength(), settings.contextLength()),
                        set(mapped.maxConcurrency(), settings.maxConcurrency()),
                        set(mapped.threads(), settings.threads()))
                .forEach(arguments::addAll);
        EngineRuntime.Probe probe = runtime.probe();
        return Launch.plain(
                runtime.name(),
                runtime.executable(),
                arguments,
                runtime.environment(),
                runtime.keyVariable(),
                Startup.within(runtime.startDeadline()),
                Checks.health(
                        probe.path(),
                        probe.loadingStatus(),
                        probe.every(),
                        probe.timeout(),
                        probe.failuresToUnready()));
    }

    private static List<String> set(EngineRuntime.Setting setting, Optional<Integer> value) {
        return value.map(v -> setting.arguments().stream()
                        .map(a -> a.replace(VALUE, v.toString()))
                        .toList())
                .orElse(List.of());
    }

    /** Settings that are beyond what the runtime's engine takes, by their name in a deployment's {@code spec.engine}. */
    public static Map<String, Integer> beyond(EngineRuntime runtime, EngineSettings settings) {
        Map<String, Integer> most = new TreeMap<>();
        EngineRuntime.Settings mapped = runtime.settings();
        beyond(mapped.contextLength(), settings.contextLength()).ifPresent(m -> most.put("contextLength", m));
        beyond(mapped.maxConcurrency(), settings.maxConcurrency()).ifPresent(m -> most.put("maxConcurrency", m));
        beyond(mapped.threads(), settings.threads()).ifPresent(m -> most.put("threads", m));
        return most;
    }

    private static Optional<Integer> beyond(EngineRuntime.Setting setting, Optional<Integer> value) {
        return value.filter(v -> v > setting.most()).map(_ -> setting.most());
    }
}
