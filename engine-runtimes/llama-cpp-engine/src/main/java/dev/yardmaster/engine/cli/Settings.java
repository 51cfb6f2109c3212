package dev.yardmaster.engine.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Everything the process was told at start.
 *
 * @param contextSize tokens of one sequence; absent means the model's own, at most 4096
 * @param threads threads of one decode call; absent means one for small models
 * @param queue how many requests may wait for a slot
 * @param loraRoots directories besides the model's from which adapters may be loaded at run time
 * @param grace how long running requests may go on after a stop signal
 * @param nativeCache where the native library is unpacked
 */
public record Settings(
        Path model,
        String alias,
        String host,
        int port,
        OptionalInt contextSize,
        int parallel,
        OptionalInt threads,
        int queue,
        List<NamedAdapter> adapters,
        List<Path> loraRoots,
        Duration grace,
        Optional<String> apiKey,
        Path nativeCache) {

    public Settings {
        adapters = List.copyOf(adapters);
        loraRoots = List.copyOf(loraRoots);
    }

    /** An adapter to load before the engine is ready. */
    public record NamedAdapter(String name, Path file) {}
}
