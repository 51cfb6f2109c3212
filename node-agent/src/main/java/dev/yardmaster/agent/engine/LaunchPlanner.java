package dev.yardmaster.agent.engine;

import dev.yardmaster.agent.engine.LaunchPlan.Bounds;
import dev.yardmaster.agent.engine.LaunchPlan.PlannedFile;
import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.engine.LaunchFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns an assignment into an engine to start; what cannot be started as asked is refused before anything happens. */
public final class LaunchPlanner {
    /** Name of the port that requests are answered at. */
    public static final String HTTP = "http";

    static final String ALL_INTERFACES = "0.0.0.0";

    private final Executables executables;
    private final KernelCaches caches;
    private final LaunchEnvironment environment;
    private final Path store;
    private final NumaCpus cpus;

    /**
     * @param own the agent's environment, of which engines get a little
     * @param store the node's weight store, which engines read and never write
     * @param devices what is known of the node's devices
     */
    public LaunchPlanner(
            Map<String, String> own, Executables executables, KernelCaches caches, Path store, DeviceLookup devices) {
        this.executables = executables;
        this.caches = caches;
        this.environment = new LaunchEnvironment(own, store.resolve("hub"));
        this.store = store;
        this.cpus = new NumaCpus(Path.of("/sys/devices/system/node"), devices);
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
        LaunchPaths.inStore(store, place.modelDirectory());
        for (Path adapter : place.adapters().values()) {
            LaunchPaths.inStore(store, adapter);
        }
        return switch (executables.first(instance.launch())) {
            case Executables.Program(List<String> command) -> process(instance, place, command);
            case Executables.Image image -> container(instance, place, image);
        };
    }

    private LaunchPlan process(AssignedInstance instance, Place place, List<String> command) throws LaunchProblem {
        Filling filling = Filling.of(instance, place, EngineView.host(place, store.resolve("hub")));
        List<String> arguments = filling.arguments();
        List<PlannedFile> files = files(instance, filling);
        Map<String, String> given = filling.environment();
        Map<String, Path> taken = caches.take(instance.id(), instance.launch().caches());
        return new LaunchPlan(
                instance.id(),
                new LaunchPlan.OnHost(command),
                arguments,
                environment.ofProcess(instance, given, taken),
                place.directory(),
                place.log(),
                files,
                bounds(instance));
    }

    private LaunchPlan container(AssignedInstance instance, Place place, Executables.Image image) throws LaunchProblem {
        boolean hostNetwork = instance.group().isPresent();
        EngineView view = EngineView.container(place, hostNetwork ? place.host() : ALL_INTERFACES);
        Filling filling = Filling.of(instance, place, view);
        List<String> arguments = new ArrayList<>(image.container().leading());
        arguments.addAll(filling.arguments());
        List<PlannedFile> files = files(instance, filling);
        Map<String, String> given = filling.environment();
        Map<String, Path> taken = caches.take(instance.id(), instance.launch().caches());
        return new LaunchPlan(
                instance.id(),
                new LaunchPlan.InContainer(
                        image.container(),
                        place.host(),
                        hostNetwork,
                        Set.copyOf(place.ports().values()),
                        instance.devices(),
                        view.shown(place),
                        view.writable(taken)),
                arguments,
                environment.ofContainer(instance, given, taken.keySet()),
                place.directory(),
                place.log(),
                files,
                bounds(instance));
    }

    private static List<PlannedFile> files(AssignedInstance instance, Filling filling) throws LaunchProblem {
        List<PlannedFile> files = new ArrayList<>();
        for (LaunchFile file : instance.launch().files()) {
            files.add(new PlannedFile(LaunchPaths.file(file.path()), filling.file(file), file.link()));
        }
        return files;
    }

    private Bounds bounds(AssignedInstance instance) {
        return new Bounds(Math.max(0, instance.memoryBytes()), cpus.near(instance.devices()));
    }
}
