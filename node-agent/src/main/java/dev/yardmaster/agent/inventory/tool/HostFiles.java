package dev.yardmaster.agent.inventory.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The kernel's small files. What is missing, unreadable or no text is simply not there; nothing here throws.
 *
 * @param root {@code /}, or a directory that stands for it
 */
public record HostFiles(Path root) {

    public static HostFiles real() {
        return new HostFiles(Path.of("/"));
    }

    /** @param path absolute, as on the host */
    public Path at(String path) {
        return root.resolve(path.replaceFirst("^/+", ""));
    }

    public Optional<List<String>> lines(String path) {
        try {
            return Optional.of(Files.readAllLines(at(path), StandardCharsets.ISO_8859_1));
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** The only or first line, without blanks around it. */
    public Optional<String> line(String path) {
        return lines(path).filter(l -> !l.isEmpty()).map(l -> l.getFirst().strip());
    }

    /** A whole number in decimal. */
    public Optional<Long> number(String path) {
        return line(path).filter(l -> l.matches("-?\\d{1,18}")).map(Long::parseLong);
    }

    /** Names in a directory, sorted. */
    public List<String> names(String directory) {
        try (Stream<Path> entries = Files.list(at(directory))) {
            return entries.map(p -> p.getFileName().toString()).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    public boolean exists(String path) {
        return Files.exists(at(path), LinkOption.NOFOLLOW_LINKS);
    }

    /** The last element of what a link points to; a device's driver and bus are told that way. */
    public Optional<String> linkName(String path) {
        try {
            return Optional.ofNullable(Files.readSymbolicLink(at(path)).getFileName())
                    .map(Path::toString);
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    /** The last but one element of what a link points to; empty where there is none. */
    public String linkParent(String path) {
        try {
            return Optional.ofNullable(Files.readSymbolicLink(at(path)).getParent())
                    .map(Path::getFileName)
                    .map(Path::toString)
                    .orElse("");
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }
}
