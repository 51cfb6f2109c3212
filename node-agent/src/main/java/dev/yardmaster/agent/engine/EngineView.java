package dev.yardmaster.agent.engine;

import dev.yardmaster.agent.engine.LaunchPlanner.Place;
import java.nio.file.Path;

/**
 * Where an engine finds what is given to it: processes at the host's own paths, containers at fixed ones, so that nothing
 * of the host's layout shows.
 *
 * @param listenOn address that it listens on
 */
record EngineView(String modelDirectory, String modelFile, String instance, String listenOn) {
    /** Read-only in containers: weights and adapters. */
    static final String SHELF = "/yard/shelf";

    static final String INSTANCE = "/yard/instance";
    static final String CACHES = "/yard/kernel-caches";
    private static final String MODEL = "model";
    private static final String ADAPTERS = "adapters";

    static EngineView host(Place place) {
        return new EngineView(
                place.modelDirectory().toString(),
                place.modelFile().toString(),
                place.directory().toString(),
                place.host());
    }

    /** @param listenOn all interfaces of the container's own network, or the host's address in the host's network */
    static EngineView container(Place place, String listenOn) {
        Path file = place.modelDirectory().relativize(place.modelFile());
        String directory = SHELF + "/" + MODEL;
        return new EngineView(directory, directory + "/" + file, INSTANCE, listenOn);
    }

    static String shownModel() {
        return MODEL;
    }

    static String shownAdapter(String name) {
        return ADAPTERS + "/" + name;
    }
}
