package dev.yardmaster.agent.weights.store;

import dev.yardmaster.agent.platform.DurableFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A directory of links into the blobs; appears whole by one rename. */
final class Snapshot {
    private final Layout layout;
    private final Path directory;

    Snapshot(Layout layout, Path directory) {
        this.layout = layout;
        this.directory = directory;
    }

    void publish(List<Manifest.StoredFile> files) throws IOException {
        Path next = directory.resolveSibling("." + directory.getFileName() + ".next");
        DurableFiles.deleteTree(next);
        Files.createDirectories(next);
        for (Manifest.StoredFile file : files) {
            Path link = next.resolve(file.path()).normalize();
            if (!link.startsWith(next) || link.equals(next)) {
                throw new IOException("'" + file.path() + "' leads out of its model");
            }
            Path parent = Objects.requireNonNull(link.getParent());
            Files.createDirectories(parent);
            Files.createSymbolicLink(link, parent.relativize(layout.blob(file.sha256())));
        }
        remove();
        Files.move(next, directory, StandardCopyOption.ATOMIC_MOVE);
        DurableFiles.syncDirectory(Objects.requireNonNull(directory.getParent()));
    }

    /** @throws FileAlreadyExistsException there is something that we did not make, which stays */
    void remove() throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        if (!isOurs()) {
            throw new FileAlreadyExistsException(
                    directory.toString(), null, "it holds files that this agent did not make; move them away");
        }
        DurableFiles.deleteTree(directory);
    }

    private boolean isOurs() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.allMatch(p -> Files.isSymbolicLink(p) || Files.isDirectory(p));
        }
    }
}
