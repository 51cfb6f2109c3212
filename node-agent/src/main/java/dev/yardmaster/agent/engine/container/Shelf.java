package dev.yardmaster.agent.engine.container;

import dev.yardmaster.agent.platform.DurableFiles;
import dev.yardmaster.agent.platform.SafeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What one container may read of the store: a directory of its own with hard links to just these files, mounted read-only.
 * What is put there while it runs it sees at once; nothing else of the store is within its reach.
 */
final class Shelf {
    private final Path shelves;
    private final Path store;

    /** @param shelves on the file system of the store */
    Shelf(Path shelves, Path store) {
        this.shelves = shelves;
        this.store = store;
    }

    Path directory(String instanceId) {
        return shelves.resolve(SafeName.of(instanceId));
    }

    /** An empty one in place of what was there. */
    void make(String instanceId) throws IOException {
        remove(instanceId);
        DurableFiles.privateDirectory(shelves);
        DurableFiles.privateDirectory(directory(instanceId));
    }

    /** Takes the place of what had that name. */
    void put(String instanceId, String name, Path source) throws IOException {
        Path target = inside(instanceId, name);
        Path next = target.resolveSibling("." + target.getFileName() + ".next");
        DurableFiles.deleteTree(next);
        try (Stream<Path> all = Files.walk(source)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                link(file, next.resolve(source.relativize(file)));
            }
        }
        DurableFiles.deleteTree(target);
        Files.move(next, target);
    }

    private void link(Path file, Path link) throws IOException {
        Path content = file.toRealPath();
        if (!content.startsWith(store.toRealPath())) {
            throw new IOException("'" + file + "' leads out of the store");
        }
        Files.createDirectories(Objects.requireNonNull(link.getParent()));
        Files.createLink(link, content);
    }

    void take(String instanceId, String name) throws IOException {
        DurableFiles.deleteTree(inside(instanceId, name));
    }

    void remove(String instanceId) {
        DurableFiles.deleteTree(directory(instanceId));
    }

    private Path inside(String instanceId, String name) throws IOException {
        Path root = Files.createDirectories(directory(instanceId));
        if (!List.of(name.split("/")).stream().allMatch(SafeName::isPlain)) {
            throw new IOException("'" + name + "' is not a plain name");
        }
        Path target = root.resolve(name);
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        return target;
    }
}
