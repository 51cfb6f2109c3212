package dev.yardmaster.agent.inventory.host;

import dev.yardmaster.agent.inventory.probe.Sight;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes of a file system in all, and bytes this user may still use. */
public record Space(long total, long free) {
    public static final Space UNKNOWN = new Space(0, 0);

    public static Sight<Space> of(Path directory) throws IOException {
        FileStore store = Files.getFileStore(directory);
        return Sight.of(new Space(store.getTotalSpace(), store.getUsableSpace()));
    }
}
