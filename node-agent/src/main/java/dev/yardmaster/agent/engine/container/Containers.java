package dev.yardmaster.agent.engine.container;

import dev.yardmaster.agent.engine.ContainerSupport;
import dev.yardmaster.agent.engine.DeviceLookup;
import dev.yardmaster.agent.engine.EngineProcesses;
import dev.yardmaster.agent.engine.Executables;
import dev.yardmaster.agent.engine.Preparation;
import dev.yardmaster.agent.engine.Programs;
import dev.yardmaster.agent.platform.Backoff;
import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.deployment.InstanceReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that this node does with containers. */
public final class Containers implements ContainerSupport {
    private static final Backoff RETRY = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(1));

    private final Settings settings;
    private final Optional<ContainerRuntime> runtime;
    private final ImageRules rules;

    /**
     * What the node's configuration says.
     *
     * @param home of the agent
     * @param store the node's weight store
     * @param runtime {@code auto}, {@code docker}, {@code podman}, {@code nerdctl} or {@code none}
     * @param socket of Docker or Podman; where it usually is, if not given
     * @param allowed patterns of repositories; none allows any that is pinned
     * @param registryAuth credentials in the format of Docker's {@code config.json}
     * @param own the agent's environment
     */
    public record Settings(
            Path home,
            Path store,
            String runtime,
            Optional<Path> socket,
            List<String> allowed,
            boolean allowUnpinned,
            Optional<Path> registryAuth,
            Map<String, String> own) {
        public Settings {
            allowed = List.copyOf(allowed);
            own = Map.copyOf(own);
        }
    }

    public Containers(Settings settings, Programs programs) {
        this.settings = settings;
        this.runtime = new RuntimeChoice(settings, programs).choose();
        this.rules = new ImageRules(settings.allowed(), settings.allowUnpinned());
    }

    @Override
    public Optional<Refusal> refusal(EngineExecutable.Container container) {
        if (runtime.isEmpty()) {
            return ContainerSupport.NONE.refusal(container);
        }
        return rules.refusal(container)
                .or(() -> runtime.get().unavailable().map(why -> new Refusal(InstanceReason.EXECUTABLE_MISSING, why)));
    }

    /** The driver; on a node without a runtime one that has and starts nothing. */
    public EngineProcesses driver(DeviceLookup devices) {
        return runtime.<EngineProcesses>map(r -> new ContainerEngines(
                        r,
                        settings.home(),
                        settings.store(),
                        new DeviceAccesses(Path.of("/"), devices),
                        new HostUser(Path.of("/"), settings.home())))
                .orElseGet(NoContainers::new);
    }

    /** Images on their way. */
    public Preparation preparation(Executables executables, Clock clock) {
        return runtime.<Preparation>map(
                        r -> new ImagePulls(r, executables, settings.registryAuth(), new ImagePulls.Pace(RETRY, clock)))
                .orElseGet(() -> new ImagesNeverNeeded(executables));
    }

    /** Finds the runtime by the socket or program that is there when the agent starts. */
    private record RuntimeChoice(Settings settings, Programs programs) {
        private static final List<String> DOCKER = List.of("/var/run/docker.sock");

        Optional<ContainerRuntime> choose() {
            return switch (settings.runtime()) {
                case "docker" -> Optional.of(new EngineApi(settings.socket().orElse(Path.of(DOCKER.getFirst()))));
                case "podman" -> settings.socket().isPresent() ? socket(List.of()) : program("podman");
                case "nerdctl" -> program("nerdctl");
                case "none" -> Optional.empty();
                default -> socket(DOCKER).or(() -> program("podman")).or(() -> program("nerdctl"));
            };
        }

        private Optional<ContainerRuntime> socket(List<String> usual) {
            return settings.socket()
                    .or(() -> usual.stream().map(Path::of).filter(Files::exists).findFirst())
                    .map(EngineApi::new);
        }

        private Optional<ContainerRuntime> program(String name) {
            return programs.find(name)
                    .map(path -> new CliRuntime(
                            name,
                            new CliProgram(path, settings.own()),
                            settings.home().resolve("container-secrets")));
        }
    }
}
