package dev.yardmaster.cli.catalog;

import dev.yardmaster.cli.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Files and whole trees as one text, in which a comment names the file that each part is from. */
final class ImportFiles {
    private ImportFiles() {}

    static String read(List<String> names, InputStream in) {
        return names.stream()
                .flatMap(n -> n.equals("-") ? Stream.of(input(in)) : files(n).map(ImportFiles::text))
                .collect(Collectors.joining("\n"));
    }

    private static String input(InputStream in) {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(String name) {
        Path path = Path.of(name);
        if (!Files.exists(path)) {
            throw new UsageException(name + " does not exist; expected a file, a directory, or - for standard input");
        }
        if (!Files.isDirectory(path)) {
            return Stream.of(path);
        }
        List<Path> files = new ArrayList<>();
        try (Stream<Path> tree = Files.walk(path, 8)) {
            tree.filter(f -> Files.isRegularFile(f) && f.toString().matches(".*\\.(ya?ml|json)"))
                    .sorted()
                    .forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (files.isEmpty()) {
            throw new UsageException(name + " holds no .yaml, .yml or .json files");
        }
        return files.stream();
    }

    private static String text(Path file) {
        try {
            return "---\n# Source: " + file + "\n" + new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
