package dev.yardmaster.systemtests;

import dev.yardmaster.systemtests.world.Repository;
import dev.yardmaster.systemtests.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The model and its adapter, in the format that the runtime reads. */
final class StoryFiles {
    static final String ADAPTER = "pirate";

    private static final Path MODEL = Repository.demoModels().resolve("tiny-chat/v1");

    private StoryFiles() {}

    static String kind(StoryCast cast) {
        return cast.gguf() ? "gguf" : "files";
    }

    /** From then on they are in the catalogue, and nowhere else. */
    static void push(World world, StoryCast cast, Path files) throws IOException {
        String kind = kind(cast);
        Predicate<String> wanted = p -> cast.gguf() == p.endsWith(".gguf") && !p.endsWith(".md");
        copy(MODEL, files.resolve("model"), wanted);
        copy(MODEL.resolve("adapters/" + ADAPTER), files.resolve("adapter"), wanted);
        world.push("tests/story-" + kind, files.resolve("model"));
        world.push("tests/story-" + kind + "-" + ADAPTER, files.resolve("adapter"));
        world.apply("""
                apiVersion: yardmaster.dev/v1
                kind: Model
                metadata:
                  name: story-%1$s
                spec:
                  source: hub://tests/story-%1$s
                ---
                apiVersion: yardmaster.dev/v1
                kind: Adapter
                metadata:
                  name: story-%1$s-pirate
                spec:
                  source: hub://tests/story-%1$s-pirate
                  base: story-%1$s
                """.formatted(kind));
    }

    private static void copy(Path from, Path to, Predicate<String> wanted) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> all = Files.list(from)) {
            for (Path file : all.filter(Files::isRegularFile)
                    .filter(f -> wanted.test(f.getFileName().toString()))
                    .toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
