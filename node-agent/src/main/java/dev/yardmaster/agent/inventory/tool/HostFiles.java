package dev.yardmaster.agent.inventory;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the kernel's files and the file system say. */
interface HostFiles {
    /** Lines of a small file, or nothing where there is none. */
    Optional<List<String>> lines(String path);

    /** The file system that holds weights. */
    Space space() throws IOException;

    /** Bytes in all, and bytes this user may still use. */
    record Space(long total, long free) {}

    /** The real ones. */
    static HostFiles of(Path weights) {
        return new HostFiles() {
            @Override
            public Optional<List<String>> lines(String path) {
                try {
                    return Optional.of(Files.readAllLines(Path.of(path)));
                } catch (IOException e) {
                    return Optional.empty();
                }
            }

            @Override
            public Space space() throws IOException {
                FileStore store = Files.getFileStore(weights);
                return new Space(store.getTotalSpace(), store.getUsableSpace());
            }
        };
    }
}
