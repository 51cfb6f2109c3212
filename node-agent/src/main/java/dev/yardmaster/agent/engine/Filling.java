package dev.yardmaster.agent.engine;

import dev.yardmaster.agent.engine.LaunchPlanner.Place;
import dev.yardmaster.agent.platform.SafeName;
import dev.yardmaster.contract.agent.AssignedGroup;
import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.engine.AdapterAbility;
import dev.yardmaster.contract.engine.LaunchFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One launch with its placeholders filled in. */
final class Filling {
    private static final String DIRECTORY = "adapter.directory";
    private static final Set<String> DIRECTORIES = Set.of("model.directory", "weights.directory", "instance.directory");

    private final AssignedInstance instance;
    private final Place place;
    private final EngineView view;
    private final Placeholders placeholders;

    private Filling(AssignedInstance instance, Place place, EngineView view, Placeholders placeholders) {
        this.instance = instance;
        this.place = place;
        this.view = view;
        this.placeholders = placeholders;
    }

    static Filling of(AssignedInstance instance, Place place, EngineView view) throws LaunchProblem {
        Map<String, String> values = new HashMap<>();
        values.put("host", view.listenOn());
        values.put("model.directory", view.modelDirectory());
        values.put("model.file", view.modelFile());
        values.put("weights.directory", view.weights());
        values.put("instance.directory", view.instance());
        values.put("node.address", place.host());
        values.put("served.name", instance.servedName());
        place.ports().forEach((name, port) -> values.put(portName(name), Integer.toString(port)));
        for (LaunchFile file : instance.launch().files()) {
            values.put("file." + file.name(), view.instance() + "/" + LaunchPaths.file(file.path()));
        }
        instance.group().ifPresent(group -> values.putAll(group(group)));
        values.put("devices.count", Integer.toString(instance.devices().size()));
        values.put("devices.indexes", indexes(instance.devices().size()));
        return new Filling(instance, place, view, new Placeholders(values, DIRECTORIES));
    }

    /** As an engine counts the devices that it sees. */
    private static String indexes(int devices) {
        return IntStream.range(0, devices).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }

    private static String portName(String name) {
        return name.equals(LaunchPlanner.HTTP) ? "port" : "port." + name;
    }

    private static Map<String, String> group(AssignedGroup group) {
        Map<String, String> values = new HashMap<>();
        values.put("group.rank", Integer.toString(group.rank()));
        values.put("group.size", Integer.toString(group.size()));
        values.put("group.leader", group.leader());
        group.ports().forEach((name, port) -> values.put("group.port." + name, Integer.toString(port)));
        return values;
    }

    /** Those of the launch, and after them those for adapters that are there. */
    List<String> arguments() throws LaunchProblem {
        List<String> filled = new ArrayList<>();
        for (String argument : instance.launch().arguments()) {
            filled.add(placeholders.fill(argument));
        }
        if (!place.adapters().isEmpty()) {
            filled.addAll(adapters(instance.launch().adapters()));
        }
        return filled;
    }

    private List<String> adapters(AdapterAbility ability) throws LaunchProblem {
        List<String> first = new ArrayList<>();
        for (String argument : ability.first()) {
            first.add(placeholders.fill(argument));
        }
        List<String> each = new ArrayList<>();
        for (String name : new TreeMap<>(place.adapters()).keySet()) {
            Placeholders adapter = adapter(name);
            for (String argument : ability.arguments()) {
                each.add(adapter.fill(argument));
            }
        }
        first.addAll(ability.separator().isEmpty() ? each : List.of(String.join(ability.separator(), each)));
        return first;
    }

    private Placeholders adapter(String name) throws LaunchProblem {
        if (!SafeName.isPlain(name)) {
            throw new LaunchProblem(
                    InstanceReason.ARGUMENT_REFUSED, "'" + name + "' is not a plain name for an adapter.");
        }
        Path there = place.adapters().getOrDefault(name, place.modelDirectory());
        String directory = view.adapter(name, there);
        return placeholders.with(
                Map.of(
                        "adapter.name",
                        name,
                        DIRECTORY,
                        directory,
                        "adapter.file",
                        directory + "/" + firstWeights(there)),
                Set.of(DIRECTORY));
    }

    private static String firstWeights(Path directory) throws LaunchProblem {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(f -> directory.relativize(f).toString())
                    .filter(f -> f.endsWith(".gguf") || f.endsWith(".safetensors"))
                    .sorted()
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new LaunchProblem(
                    InstanceReason.WEIGHTS_UNAVAILABLE, "'" + directory + "' cannot be read: " + e.getMessage());
        }
    }

    Map<String, String> environment() throws LaunchProblem {
        Map<String, String> filled = new HashMap<>();
        for (Map.Entry<String, String> given : instance.launch().environment().entrySet()) {
            filled.put(given.getKey(), placeholders.fill(given.getValue()));
        }
        return filled;
    }

    /** The only place where the engine's key may stand. A link leads to the model and nowhere else. */
    String file(LaunchFile file) throws LaunchProblem {
        if (file.link()) {
            return target(file);
        }
        return placeholders
                .with(Map.of("engine.key", instance.engineKey()), Set.of())
                .fillFile(file.text());
    }

    private String target(LaunchFile file) throws LaunchProblem {
        String target = placeholders.fill(file.text().strip());
        if (!target.startsWith(view.modelDirectory() + "/")) {
            throw new LaunchProblem(
                    InstanceReason.ARGUMENT_REFUSED,
                    "The launch file '" + file.name() + "' is a link that does not lead to a file of the model.");
        }
        return target;
    }
}
