package dev.yardmaster.agent.engine.container;

import dev.yardmaster.agent.engine.container.ContainerProblem.Kind;
import dev.yardmaster.agent.platform.DurableFiles;
import dev.yardmaster.agent.platform.Json;
import dev.yardmaster.contract.deployment.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** containerd by {@code nerdctl}, or Podman by {@code podman}: the same words for what is needed of both. */
final class CliRuntime implements ContainerRuntime {
    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration PULL = Duration.ofHours(6);

    private final String name;
    private final CliProgram program;
    private final Path secrets;

    /** @param secrets directory for what programs read from files and nobody else may */
    CliRuntime(String name, CliProgram program, Path secrets) {
        this.name = name;
        this.program = program;
        this.secrets = secrets;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> unavailable() {
        try {
            run("info", "--format", "{{json .}}");
            return Optional.empty();
        } catch (ContainerProblem e) {
            return Optional.of(name + " cannot be used: " + e.sentence());
        }
    }

    private String run(String... arguments) throws ContainerProblem {
        return program.run(SHORT, Map.of(), List.of(arguments));
    }

    @Override
    public DeviceWays deviceWays() {
        return new DeviceWays(true, name.equals("nerdctl"));
    }

    /** Both run as the agent's own user: root in a container is that user unless the agent is root. */
    @Override
    public boolean rootless() {
        return true;
    }

    @Override
    public String create(ContainerSpec spec) throws ContainerProblem {
        Path variables = secrets.resolve(spec.name() + ".env");
        try {
            DurableFiles.privateDirectory(secrets);
            DurableFiles.replace(
                    variables,
                    spec.environment().entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(e -> e.getKey() + "=" + e.getValue() + "\n")
                            .collect(Collectors.joining()));
            return program.run(LONG, Map.of(), CliArguments.create(spec, variables))
                    .strip();
        } catch (IOException e) {
            throw new ContainerProblem(Kind.DISK_FULL, "its variables cannot be written: " + e.getMessage());
        } finally {
            delete(variables);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void start(String id) throws ContainerProblem {
        program.run(LONG, Map.of(), List.of("start", id));
    }

    @Override
    public Optional<Seen> inspect(String idOrName) throws ContainerProblem {
        return first("container", idOrName).map(EngineApi::seen);
    }

    private Optional<JsonNode> first(String kind, String name) throws ContainerProblem {
        try {
            JsonNode all = Json.mapper().readTree(run(kind, "inspect", name));
            return all.isArray() && !all.isEmpty() ? Optional.of(all.get(0)) : Optional.empty();
        } catch (JacksonException e) {
            throw new ContainerProblem(Kind.FAILED, "its answer is not JSON");
        } catch (ContainerProblem e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public List<Seen> list(String label, String value) throws ContainerProblem {
        String ids = run("ps", "--all", "--quiet", "--no-trunc", "--filter", "label=" + label + "=" + value);
        List<Seen> seen = new ArrayList<>();
        for (String id : ids.lines().filter(l -> !l.isBlank()).toList()) {
            inspect(id.strip()).ifPresent(seen::add);
        }
        return seen;
    }

    @Override
    public void signal(String id, String signal) throws ContainerProblem {
        if (inspect(id).filter(Seen::runs).isPresent()) {
            run("kill", "--signal", signal, id);
        }
    }

    @Override
    public void remove(String id) throws ContainerProblem {
        if (inspect(id).isPresent()) {
            program.run(LONG, Map.of(), List.of("rm", "--force", id));
        }
    }

    @Override
    public void await(String id, Duration atMost) throws ContainerProblem {
        program.run(atMost, Map.of(), List.of("wait", id));
    }

    @Override
    public void follow(String id, Optional<Instant> since, LineSink sink) throws ContainerProblem {
        List<String> arguments = new ArrayList<>(List.of("logs", "--follow", "--timestamps"));
        since.ifPresent(s -> arguments.addAll(List.of("--since", s.toString())));
        arguments.add(id);
        program.follow(arguments, sink);
    }

    @Override
    public Optional<List<String>> digests(String reference) throws ContainerProblem {
        return first("image", reference)
                .map(image -> image.path("RepoDigests").values().stream()
                        .map(d -> d.asString(""))
                        .toList());
    }

    @Override
    public void pull(ImageReference image, Optional<RegistryAuth> auth, Consumer<Progress> progress)
            throws ContainerProblem {
        Path configuration = secrets.resolve("registry");
        try {
            program.run(
                    PULL,
                    auth.isPresent() ? credentials(auth.get(), configuration) : Map.of(),
                    List.of("pull", "--quiet", image.reference()));
        } catch (IOException e) {
            throw new ContainerProblem(Kind.FAILED, "the registry's credentials cannot be used: " + e.getMessage());
        }
    }

    /** nerdctl wants a directory with a {@code config.json}, Podman a file. */
    private static Map<String, String> credentials(RegistryAuth auth, Path directory) throws IOException {
        DurableFiles.privateDirectory(directory);
        Path link = directory.resolve("config.json");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Objects.requireNonNull(auth.file().toAbsolutePath()));
        return Map.of("DOCKER_CONFIG", directory.toString(), "REGISTRY_AUTH_FILE", link.toString());
    }
}
