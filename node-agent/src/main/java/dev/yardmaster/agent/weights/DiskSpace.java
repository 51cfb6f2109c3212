package dev.yardmaster.agent.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Room on the file system of a directory. */
@FunctionalInterface
public interface DiskSpace {
    DiskSpace REAL = directory -> Files.getFileStore(directory).getUsableSpace();

    /** Bytes that this user may still write. */
    long usable(Path directory) throws IOException;
}
