package dev.yardmaster.agent.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One engine's cgroup. */
record Cgroup(Path directory) {
    /** A process that writes its id here is in it, and so is all that it starts. */
    Path procs() {
        return directory.resolve("cgroup.procs");
    }

    boolean set(String file, String value) {
        return write(directory.resolve(file), value);
    }

    /** Ends all of it at once, where the kernel can (5.14). */
    boolean kill() {
        Path kill = directory.resolve("cgroup.kill");
        return Files.exists(kill) && write(kill, "1");
    }

    /** Whether the kernel ended any of it for want of memory. */
    boolean ranOutOfMemory() {
        try {
            return Files.readAllLines(directory.resolve("memory.events")).stream()
                    .anyMatch(line -> line.matches("oom_kill [1-9][0-9]*"));
        } catch (IOException e) {
            return false;
        }
    }

    /** Fails silently while anything is left in it. */
    void remove() {
        try {
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            return;
        }
    }

    /** The kernel makes these files; none is ever created. */
    static boolean write(Path file, String value) {
        try {
            Files.writeString(file, value, StandardOpenOption.WRITE);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
