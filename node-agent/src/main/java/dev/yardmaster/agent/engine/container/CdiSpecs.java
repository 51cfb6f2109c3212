package dev.yardmaster.agent.engine.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Device names that this host's CDI specifications know. They are YAML or JSON; only kinds and names are read. */
final class CdiSpecs {
    private static final Pattern KIND = Pattern.compile("\"?kind\"?\\s*:\\s*\"?([A-Za-z0-9._/-]+)\"?");
    private static final Pattern NAME =
            Pattern.compile("(?m)(?:^\\s*-?\\s*|[{,]\\s*)\"?name\"?\\s*:\\s*[\"']?([A-Za-z0-9._:-]+)[\"']?");

    private final List<Path> directories;

    CdiSpecs(List<Path> directories) {
        this.directories = List.copyOf(directories);
    }

    /** Names without their kind. */
    Set<String> names(String kind) {
        Set<String> names = new TreeSet<>();
        directories.stream()
                .flatMap(CdiSpecs::specs)
                .filter(text ->
                        KIND.matcher(text).results().anyMatch(m -> m.group(1).equals(kind)))
                .forEach(text -> NAME.matcher(text).results().forEach(m -> names.add(m.group(1))));
        return names;
    }

    private static Stream<String> specs(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files
                    .filter(f -> f.toString().matches(".*\\.(yaml|yml|json)"))
                    .flatMap(CdiSpecs::text)
                    .toList()
                    .stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static Stream<String> text(Path file) {
        try {
            return Stream.of(Files.readString(file));
        } catch (IOException e) {
            return Stream.empty();
        }
    }
}
