package dev.yardmaster.agent.engine;

import dev.yardmaster.agent.Assigned;
import dev.yardmaster.contract.agent.AssignedDevice;
import dev.yardmaster.contract.agent.AssignedGroup;
import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.agent.Launch;
import dev.yardmaster.contract.engine.AdapterAbility;
import dev.yardmaster.contract.engine.KernelCache;
import dev.yardmaster.contract.engine.LaunchFile;
import dev.yardmaster.contract.engine.MetricsMap;
import dev.yardmaster.contract.engine.Shutdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A launch to plan, on a node with one model in its store. */
final class Planning {
    static final long MEMORY = 1L << 30;

    private final Path home;
    private List<EngineExecutable> executables = List.of(new EngineExecutable.OnPath("sh"));
    private List<String> arguments = List.of();
    private Map<String, String> environment = Map.of();
    private List<LaunchFile> files = List.of();
    private List<KernelCache> caches = List.of();
    private Map<String, Path> adapters = Map.of();
    AdapterAbility lora = new AdapterAbility(
            AdapterAbility.When.AT_START,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of("--lora", "{{adapter.name}}={{adapter.directory}}"),
            "");
    List<AssignedDevice> devices = List.of();
    Optional<AssignedGroup> group = Optional.empty();
    ContainerSupport containers = ContainerSupport.NONE;

    Planning(Path home) throws IOException {
        this.home = home;
        Files.writeString(home.resolve("llama-cpp-engine.jar"), "jar");
        Files.writeString(Files.createDirectories(model()).resolve("tiny.gguf"), "weights");
    }

    Path store() {
        return home.resolve("weights");
    }

    Path model() {
        return store().resolve("m");
    }

    Planning executables(EngineExecutable... given) {
        executables = List.of(given);
        return this;
    }

    Planning arguments(String... given) {
        arguments = List.of(given);
        return this;
    }

    Planning environment(Map<String, String> given) {
        environment = given;
        return this;
    }

    Planning files(LaunchFile... given) {
        files = List.of(given);
        return this;
    }

    Planning caches(KernelCache... given) {
        caches = List.of(given);
        return this;
    }

    Planning adapter(String name, Path directory) {
        adapters = Map.of(name, directory);
        return this;
    }

    LaunchPlan plan() throws LaunchProblem {
        var found = new Executables(
                Optional.of(home.resolve("llama-cpp-engine.jar")), new Programs("/usr/bin:/bin"), containers);
        var planner = new LaunchPlanner(
                Map.of("PATH", "/usr/bin:/bin", "HOME", "/root", "YARD_JOIN_TOKEN", "secret"),
                found,
                new KernelCaches(home.resolve("caches"), 0, Clock.systemUTC()),
                store(),
                DeviceLookup.UNKNOWN);
        var place = new LaunchPlanner.Place(
                "127.0.0.1",
                Map.of("http", 4711, "metrics", 4712),
                model(),
                model().resolve("tiny.gguf"),
                adapters,
                home.resolve("i"),
                home.resolve("i/log"));
        return planner.plan(instance(), place);
    }

    private AssignedInstance instance() {
        AssignedInstance base = Assigned.running("i1", "m1");
        Launch launch = new Launch(
                "fake",
                "1",
                executables,
                arguments,
                environment,
                "YARD_ENGINE_API_KEY",
                List.of("metrics"),
                files,
                caches,
                base.launch().startup(),
                base.launch().checks(),
                Shutdown.PLAIN,
                MetricsMap.NONE,
                lora,
                Optional.empty());
        return new AssignedInstance(
                base.id(),
                base.deployment(),
                1,
                "m1",
                "tiny",
                Assigned.KEY,
                launch,
                base.desired(),
                base.desiredReason(),
                base.drainFor(),
                devices,
                MEMORY,
                List.of(),
                group);
    }
}
