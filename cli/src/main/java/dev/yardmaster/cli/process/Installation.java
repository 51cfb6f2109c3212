package dev.yardmaster.cli.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Built parts on disk: the copy that the launcher made, or a source tree after {@code mvn package}.
 *
 * @param jars where the jar of a part is
 * @param launch directory with each part's JVM flags
 * @param caches directory of the JVM's start-up caches; may be missing
 */
public record Installation(Function<Part, Path> jars, Path launch, Path caches) {

    /** What the launcher built, else the source tree that this runs from. */
    public static Installation find(Map<String, String> environment, Path root) {
        return Optional.ofNullable(environment.get("YARD_DIST"))
                .map(d -> Path.of(d).toAbsolutePath())
                .map(Installation::copyAt)
                .orElseGet(() -> sources(root));
    }

    public static Installation copyAt(Path directory) {
        return new Installation(
                p -> directory.resolve(p.artifact()).resolve(p.artifact() + ".jar"),
                directory.resolve("launch"),
                directory.resolve("aot"));
    }

    public static Installation sources(Path root) {
        return new Installation(
                p -> root.resolve(p.module()).resolve("target").resolve(p.artifact() + ".jar"),
                root.resolve("cli/src/main/launch"),
                root.resolve("target/aot"));
    }

    public Path jar(Part part) {
        return jars.apply(part);
    }

    public Path cache(Part part) {
        return caches.resolve(part.artifact() + ".aot");
    }

    /** With the part's flags and, where one was trained, its start-up cache; the JVM passes over one that is stale. */
    public List<String> command(Part part, String... arguments) {
        Path cache = cache(part);
        List<String> flags = Files.isReadable(cache)
                ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off")
                : List.of();
        return command(part, flags, arguments);
    }

    /** As {@link #command(Part, String...)}, and writes a start-up cache there when the process ends in an orderly way. */
    public List<String> trainingCommand(Part part, Path output, String... arguments) {
        return command(part, List.of("-XX:AOTCacheOutput=" + output, "-Xlog:aot=off", "-Xlog:cds=off"), arguments);
    }

    private List<String> command(Part part, List<String> flags, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Path own = launch.resolve(part.word() + ".args");
        if (Files.isReadable(own)) {
            command.add("@" + own);
        }
        command.addAll(flags);
        command.add("-jar");
        command.add(jar(part).toString());
        command.addAll(List.of(arguments));
        return command;
    }
}
