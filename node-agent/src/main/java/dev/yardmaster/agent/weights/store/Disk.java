package dev.yardmaster.agent.weights.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Room on the file system of a directory. */
public interface Disk {
    Disk REAL = new Disk() {
        @Override
        public long usable(Path directory) throws IOException {
            return Files.getFileStore(directory).getUsableSpace();
        }

        @Override
        public long total(Path directory) throws IOException {
            return Files.getFileStore(directory).getTotalSpace();
        }
    };

    /** Bytes that this user may still write. */
    long usable(Path directory) throws IOException;

    /** Bytes that it has in all. */
    long total(Path directory) throws IOException;
}
