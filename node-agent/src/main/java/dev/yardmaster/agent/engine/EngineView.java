package dev.yardmaster.agent.engine;

import dev.yardmaster.agent.engine.LaunchPlanner.Place;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Where an engine finds what is given to it: processes at the host's own paths, containers at fixed ones, so that nothing
 * of the host's layout shows.
 *
 * @param weights below which it finds its model and adapters
 * @param listenOn address that it listens on
 */
public record EngineView(
        boolean contained, String weights, String modelDirectory, String modelFile, String instance, String listenOn) {
    /** Read-only in containers: weights and adapters. */
    public static final String SHELF = "/yard/shelf";

    public static final String INSTANCE = "/yard/instance";
    static final String CACHES = "/yard/kernel-caches";
    private static final String MODEL = "model";
    private static final String ADAPTERS = "adapters/";

    static EngineView host(Place place, Path weights) {
        return new EngineView(
                false,
                weights.toString(),
                place.modelDirectory().toString(),
                place.modelFile().toString(),
                place.directory().toString(),
                place.host());
    }

    static EngineView container(Place place, String listenOn) {
        Path file = place.modelDirectory().relativize(place.modelFile());
        String directory = SHELF + "/" + MODEL;
        return new EngineView(true, SHELF, directory, directory + "/" + file, INSTANCE, listenOn);
    }

    public String adapter(String name, Path directory) {
        return contained ? SHELF + "/" + ADAPTERS + name : directory.toString();
    }

    /** Directories of the store by their places on the container's shelf. */
    Map<String, Path> shown(Place place) {
        Map<String, Path> shown = new HashMap<>();
        shown.put(MODEL, place.modelDirectory());
        place.adapters().forEach((name, directory) -> shown.put(shelfName(name), directory));
        return shown;
    }

    /** Place of an adapter on the shelf. */
    public static String shelfName(String adapter) {
        return ADAPTERS + adapter;
    }

    /** Directories that a container may write, beside its own: kernel caches. */
    Map<String, Path> writable(Map<String, Path> caches) {
        Map<String, Path> writable = new HashMap<>();
        caches.forEach((name, directory) -> writable.put(CACHES + "/" + name, directory));
        return writable;
    }
}
