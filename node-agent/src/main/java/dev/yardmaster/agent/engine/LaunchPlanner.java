package dev.yardmaster.agent.engine;

import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.deployment.InstanceReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Turns an assignment into a process to start. */
public final class LaunchPlanner {
    /** Name of the port that requests are answered at. */
    public static final String HTTP = "http";

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    /** The engine's memory is the native library's: the heap around it stays small, weights do not count against it. */
    private static final List<String> ENGINE_JVM =
            List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xms16m", "-Xmx512m");

    private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TZ");

    private final Map<String, String> own;
    private final Optional<Path> bundledEngine;
    private final Programs programs;
    private final Path hubCache;

    /**
     * @param own the agent's environment, of which engines get a little
     * @param hubCache the node's Hugging Face cache, which engines read and never write
     */
    public LaunchPlanner(Map<String, String> own, Optional<Path> bundledEngine, Programs programs, Path hubCache) {
        this.own = Map.copyOf(own);
        this.bundledEngine = bundledEngine;
        this.programs = programs;
        this.hubCache = hubCache;
    }

    /**
     * What differs from launch to launch.
     *
     * @param host where engines listen
     * @param ports by name, {@link #HTTP} and every one of the launch's
     * @param adapters directories of those that are there at the start, by name
     * @param directory where the process works and logs
     */
    public record Place(
            String host,
            Map<String, Integer> ports,
            Path modelDirectory,
            Path modelFile,
            Map<String, Path> adapters,
            Path directory,
            Path log) {
        public Place {
            ports = Map.copyOf(ports);
            adapters = Map.copyOf(adapters);
        }
    }

    public LaunchPlan plan(AssignedInstance instance, Place place) throws LaunchProblem {
        Placeholders placeholders = new Placeholders(Map.of(
                "host", place.host(),
                "port", Integer.toString(place.ports().getOrDefault(HTTP, 0)),
                "model.directory", place.modelDirectory().toString(),
                "model.file", place.modelFile().toString(),
                "weights.directory", hubCache.toString()));
        List<String> command =
                new ArrayList<>(program(instance.launch().executables().getFirst()));
        for (String argument : instance.launch().arguments()) {
            command.add(placeholders.fill(argument));
        }
        return LaunchPlan.of(
                instance.id(), command, environment(instance, placeholders), place.directory(), place.log());
    }

    private List<String> program(EngineExecutable executable) throws LaunchProblem {
        return switch (executable) {
            case EngineExecutable.Bundled _ -> bundled();
            case EngineExecutable.OnPath(String name, List<String> leading) ->
                Stream.concat(Stream.of(onPath(name)), leading.stream()).toList();
            case EngineExecutable.Container container ->
                throw new LaunchProblem(
                        InstanceReason.ENGINE_UNSUPPORTED,
                        "This agent starts no containers, and so not " + container.image() + ".");
        };
    }

    private String onPath(String name) throws LaunchProblem {
        return programs.find(name)
                .orElseThrow(() -> new LaunchProblem(
                        InstanceReason.ENGINE_UNSUPPORTED, "There is no program '" + name + "' on the agent's PATH."))
                .toString();
    }

    private List<String> bundled() throws LaunchProblem {
        Path jar = bundledEngine
                .filter(Files::isRegularFile)
                .orElseThrow(() -> new LaunchProblem(
                        InstanceReason.ENGINE_UNSUPPORTED,
                        "The bundled engine's llama-cpp-engine.jar was not found; set YARD_BUNDLED_ENGINE."));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ENGINE_JVM);
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    private Map<String, String> environment(AssignedInstance instance, Placeholders placeholders) throws LaunchProblem {
        Map<String, String> environment = new HashMap<>();
        for (String name : INHERITED) {
            Optional.ofNullable(own.get(name)).ifPresent(value -> environment.put(name, value));
        }
        environment.put("CUDA_DEVICE_ORDER", "PCI_BUS_ID");
        environment.put("HF_HUB_CACHE", hubCache.toString());
        environment.put("HF_HUB_OFFLINE", "1");
        for (Map.Entry<String, String> given : instance.launch().environment().entrySet()) {
            environment.put(variable(given.getKey()), placeholders.fill(given.getValue()));
        }
        if (!instance.launch().keyVariable().isEmpty()) {
            environment.put(variable(instance.launch().keyVariable()), instance.engineKey());
        }
        return environment;
    }

    private static String variable(String name) throws LaunchProblem {
        if (!VARIABLE.matcher(name).matches()) {
            throw new LaunchProblem(
                    InstanceReason.ENGINE_UNSUPPORTED, "'" + name + "' is not a name of an environment variable.");
        }
        return name;
    }
}
