package dev.yardmaster.hub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Failures of this machine's disk, told apart. */
final class Disk {
    private Disk() {}

    static HubException failed(Path path, IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        boolean full = message.contains("no space left")
                || message.contains("quota exceeded")
                || message.contains("not enough space");
        return full
                ? new HubException.DiskFull("no room left on disk for " + path)
                : new HubException.DiskFailed(path + ": " + e.getMessage(), e);
    }

    /** Says so before a long transfer that could not end well. */
    static void requireRoom(Path directory, long bytes) throws IOException {
        long usable = Files.getFileStore(directory).getUsableSpace();
        if (bytes > usable) {
            throw new HubException.DiskFull(
                    directory + " has room for " + usable + " bytes, " + bytes + " more are needed");
        }
    }

    /** Makes a new name in a directory survive a power cut. */
    static void syncDirectory(Path directory) throws IOException {
        if (!System.getProperty("os.name", "").startsWith("Windows")) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
