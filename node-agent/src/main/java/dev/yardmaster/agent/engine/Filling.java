package dev.yardmaster.agent.engine;

import dev.yardmaster.agent.engine.LaunchPlanner.Place;
import dev.yardmaster.agent.platform.SafeName;
import dev.yardmaster.contract.agent.AssignedGroup;
import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.engine.LaunchFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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
        return new Filling(instance, place, view, new Placeholders(values, DIRECTORIES));
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
        for (String name : new TreeMap<>(place.adapters()).keySet()) {
            Placeholders adapter = adapter(name);
            for (String argument : instance.launch().adapters().arguments()) {
                filled.add(adapter.fill(argument));
            }
        }
        return filled;
    }

    private Placeholders adapter(String name) throws LaunchProblem {
        if (!SafeName.isPlain(name)) {
            throw new LaunchProblem(
                    InstanceReason.ARGUMENT_REFUSED, "'" + name + "' is not a plain name for an adapter.");
        }
        String directory = view.adapter(name, place.adapters().getOrDefault(name, place.modelDirectory()));
        return placeholders.with(Map.of("adapter.name", name, DIRECTORY, directory), Set.of(DIRECTORY));
    }

    Map<String, String> environment() throws LaunchProblem {
        Map<String, String> filled = new HashMap<>();
        for (Map.Entry<String, String> given : instance.launch().environment().entrySet()) {
            filled.put(given.getKey(), placeholders.fill(given.getValue()));
        }
        return filled;
    }

    /** The only place where the engine's key may stand. */
    String file(LaunchFile file) throws LaunchProblem {
        return placeholders
                .with(Map.of("engine.key", instance.engineKey()), Set.of())
                .fillFile(file.text());
    }
}
