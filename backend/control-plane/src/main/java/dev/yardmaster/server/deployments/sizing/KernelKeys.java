package dev.yardmaster.server.deployments.sizing;

import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.agent.Launch;
import dev.yardmaster.contract.engine.KernelCache;
import dev.yardmaster.server.platform.secret.Sha256;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Keys of a launch's kernel caches as nodes use them: what the runtime says they depend on, and the project, the runtime and
 * the builds of the engine that may write into them. So what one project's models compile never reaches another's engines,
 * on the same node neither.
 */
public final class KernelKeys {
    private static final int LONGEST = 100;
    private static final int MARK = 16;

    private KernelKeys() {}

    public static Launch of(Launch launch, String project) {
        String builds = launch.executables().stream().map(KernelKeys::build).collect(Collectors.joining("\n"));
        return launch.withCaches(launch.caches().stream()
                .map(c -> key(c, String.join("\n", c.key(), project, launch.runtime(), builds)))
                .toList());
    }

    private static KernelCache key(KernelCache cache, String dependsOn) {
        String words = cache.key().substring(0, Math.min(LONGEST, cache.key().length()));
        String key = words + "-" + Sha256.hex(dependsOn).substring(0, MARK);
        return new KernelCache(
                cache.name(), cache.variable(), key, Optional.of(cache.shared().orElse(true)));
    }

    private static String build(EngineExecutable executable) {
        return switch (executable) {
            case EngineExecutable.Bundled _ -> "bundled";
            case EngineExecutable.OnPath(var name, var leading) -> "path " + name + " " + String.join(" ", leading);
            case EngineExecutable.Container container -> "image " + container.image() + "@" + container.digest();
        };
    }
}
