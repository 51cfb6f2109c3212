package dev.yardmaster.agent;

import dev.yardmaster.agent.config.AgentConfig;
import dev.yardmaster.agent.engine.Cgroups;
import dev.yardmaster.agent.engine.DeviceLookup;
import dev.yardmaster.agent.engine.Drivers;
import dev.yardmaster.agent.engine.EngineProcesses;
import dev.yardmaster.agent.engine.Executables;
import dev.yardmaster.agent.engine.KernelCaches;
import dev.yardmaster.agent.engine.LaunchPlanner;
import dev.yardmaster.agent.engine.OsEngineProcesses;
import dev.yardmaster.agent.engine.Preparation;
import dev.yardmaster.agent.engine.Programs;
import dev.yardmaster.agent.engine.container.Containers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** All that starts engines, put together as the configuration says. */
record AgentEngines(EngineProcesses processes, LaunchPlanner planner, Preparation preparation, KernelCaches caches) {
    /** @param store the node's weight store */
    static AgentEngines of(
            AgentConfig config, Map<String, String> environment, Path store, DeviceLookup devices, Clock clock) {
        Path home = config.agentHome();
        AgentConfig.Engines given = config.engines();
        Programs programs = new Programs(environment.getOrDefault("PATH", ""));
        Containers containers = new Containers(
                new Containers.Settings(
                        home,
                        store,
                        given.containerRuntime(),
                        given.containerSocket(),
                        given.imagesAllowed(),
                        given.allowUnpinned(),
                        given.registryAuth(),
                        environment),
                programs);
        Executables executables = new Executables(config.bundledEngine(), programs, containers);
        KernelCaches caches = new KernelCaches(home.resolve("kernel-caches"), given.kernelCacheBytes(), clock);
        EngineProcesses onHost = new OsEngineProcesses(home, programs, new Cgroups(cgroup(given), home));
        return new AgentEngines(
                new Drivers(onHost, containers.driver(devices), caches),
                new LaunchPlanner(environment, executables, caches, store, devices),
                containers.preparation(executables, clock),
                caches);
    }

    private static Optional<Path> cgroup(AgentConfig.Engines given) {
        return switch (given.cgroup()) {
            case "off" -> Optional.empty();
            case "auto" -> Cgroups.usual();
            default -> Optional.of(Path.of(given.cgroup()));
        };
    }
}
