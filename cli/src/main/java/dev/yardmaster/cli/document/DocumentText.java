package dev.yardmaster.cli.document;

import dev.yardmaster.cli.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One text of one or more documents, wherever it comes from. */
final class DocumentText {
    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

    private DocumentText() {}

    static String read(String file, InputStream in) {
        try {
            if (file.equals("-")) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
            Path path = Path.of(file);
            if (!Files.exists(path)) {
                throw new UsageException(
                        file + " does not exist; expected a file, a directory, or - for standard input");
            }
            return Files.isDirectory(path) ? directory(path) : Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String directory(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> files = entries.filter(DocumentText::isDocument).sorted().toList();
            if (files.isEmpty()) {
                throw new UsageException(directory + " holds no " + String.join(", ", ENDINGS) + " files");
            }
            return files.stream().map(DocumentText::text).collect(Collectors.joining("\n---\n"));
        }
    }

    private static boolean isDocument(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file) && ENDINGS.stream().anyMatch(name::endsWith);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
