package dev.yardmaster.server.catalog.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Other platforms' own sample documents, where they lie beside the checkout. */
public final class Samples {
    private Samples() {}

    /** {@code shared/conformance/samples} in any directory above this one. */
    public static Optional<Path> root() {
        return Stream.iterate(Path.of("").toAbsolutePath(), p -> p.getParent() != null, Path::getParent)
                .map(p -> p.resolve("shared/conformance/samples"))
                .filter(Files::isDirectory)
                .findFirst();
    }

    public static List<Path> files(Path root, String platform) {
        try (Stream<Path> files = Files.walk(root.resolve(platform))) {
            return files.filter(f -> f.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the command line joins files. */
    public static String text(List<Path> files) {
        return files.stream()
                .map(f -> "---\n# Source: " + f.getFileName() + "\n" + read(f))
                .collect(Collectors.joining("\n"));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
