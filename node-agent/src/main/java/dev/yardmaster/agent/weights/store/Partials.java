package dev.yardmaster.agent.weights.store;

import dev.yardmaster.agent.weights.transfer.PartialFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Half-fetched files that nobody is fetching now. */
public final class Partials {
    private static final String DATA = ".data";
    private static final String MARKS = ".chunks";

    private final Path directory;

    public Partials(Layout layout) {
        this.directory = layout.partial();
    }

    /** Bytes that each takes, by content id. */
    public Map<String, Long> bytes() throws IOException {
        Map<String, Long> bytes = new TreeMap<>();
        for (Path marks : list()) {
            String name = String.valueOf(marks.getFileName());
            bytes.put(name.substring(0, name.length() - MARKS.length()), PartialFile.bytesMarked(marks));
        }
        return bytes;
    }

    /** Lets go of those that are not among the wanted; returns how many bytes that freed. */
    public long removeAllBut(Set<String> wanted) throws IOException {
        long freed = 0;
        for (Map.Entry<String, Long> file : bytes().entrySet()) {
            if (!wanted.contains(file.getKey())) {
                Files.deleteIfExists(directory.resolve(file.getKey() + MARKS));
                Files.deleteIfExists(directory.resolve(file.getKey() + DATA));
                freed += file.getValue();
            }
        }
        return freed;
    }

    private List<Path> list() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(f -> f.toString().endsWith(MARKS)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
