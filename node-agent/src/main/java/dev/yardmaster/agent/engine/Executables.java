package dev.yardmaster.agent.engine;

import dev.yardmaster.agent.engine.ContainerSupport.Refusal;
import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.agent.Launch;
import dev.yardmaster.contract.deployment.InstanceReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Of the ways to start an engine the first that this node has. */
public final class Executables {
    /** The engine's memory is the native library's: the heap around it stays small, weights do not count against it. */
    private static final List<String> ENGINE_JVM =
            List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xms16m", "-Xmx512m");

    private final Optional<Path> bundledEngine;
    private final Programs programs;
    private final ContainerSupport containers;

    public Executables(Optional<Path> bundledEngine, Programs programs, ContainerSupport containers) {
        this.bundledEngine = bundledEngine;
        this.programs = programs;
        this.containers = containers;
    }

    /** What was found. */
    sealed interface Found {}

    /** @param command with its leading arguments */
    record Program(List<String> command) implements Found {}

    /** An image that may be started here. */
    record Image(EngineExecutable.Container container) implements Found {}

    Found first(Launch launch) throws LaunchProblem {
        List<Refusal> refusals = new ArrayList<>();
        for (EngineExecutable executable : launch.executables()) {
            Optional<Refusal> refusal = refusal(executable);
            if (refusal.isEmpty()) {
                return found(executable);
            }
            refusals.add(refusal.get());
        }
        throw none(launch, refusals);
    }

    /** The image that would be started; empty where it is a program of the host. */
    public Optional<EngineExecutable.Container> container(Launch launch) throws LaunchProblem {
        return switch (first(launch)) {
            case Program _ -> Optional.empty();
            case Image(EngineExecutable.Container container) -> Optional.of(container);
        };
    }

    private Optional<Refusal> refusal(EngineExecutable executable) {
        return switch (executable) {
            case EngineExecutable.Bundled _ ->
                jar().isPresent()
                        ? Optional.empty()
                        : missing("the bundled engine's llama-cpp-engine.jar was not found; set YARD_BUNDLED_ENGINE");
            case EngineExecutable.OnPath onPath ->
                programs.find(onPath.name()).isPresent()
                        ? Optional.empty()
                        : missing("there is no program '" + onPath.name() + "' on the agent's PATH");
            case EngineExecutable.Container container -> containers.refusal(container);
        };
    }

    private static Optional<Refusal> missing(String sentence) {
        return Optional.of(new Refusal(InstanceReason.EXECUTABLE_MISSING, sentence));
    }

    private Found found(EngineExecutable executable) {
        return switch (executable) {
            case EngineExecutable.Bundled _ -> new Program(bundled(jar().orElseThrow()));
            case EngineExecutable.OnPath(String name, List<String> leading) ->
                new Program(Stream.concat(
                                Stream.of(programs.find(name).orElseThrow().toString()), leading.stream())
                        .toList());
            case EngineExecutable.Container container -> new Image(container);
        };
    }

    /** An image that is not allowed is the reason only where nothing else could be the way out. */
    private static LaunchProblem none(Launch launch, List<Refusal> refusals) {
        boolean images = refusals.stream().allMatch(r -> r.reason() == InstanceReason.IMAGE_NOT_ALLOWED);
        InstanceReason reason =
                images && !refusals.isEmpty() ? InstanceReason.IMAGE_NOT_ALLOWED : InstanceReason.EXECUTABLE_MISSING;
        String sentences = refusals.stream().map(Refusal::sentence).collect(Collectors.joining("; "));
        return new LaunchProblem(reason, "This node cannot start " + launch.runtime() + ": " + sentences + ".");
    }

    private Optional<Path> jar() {
        return bundledEngine.filter(Files::isRegularFile);
    }

    private static List<String> bundled(Path jar) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ENGINE_JVM);
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }
}
