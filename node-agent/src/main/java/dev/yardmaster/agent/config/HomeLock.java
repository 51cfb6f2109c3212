package dev.yardmaster.agent.config;

import dev.yardmaster.agent.platform.DurableFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Holds the agent's home for this process; the kernel lets go of it however the process ends. */
public final class HomeLock implements AutoCloseable {
    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Makes the home (mode 0700) and takes it, or says who has it. */
    public static HomeLock take(Path home) {
        try {
            DurableFiles.privateDirectory(home);
            FileChannel channel =
                    FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new ConfigProblem("Another agent already runs on " + home + ". Stop it, or set YARD_HOME.");
            }
            return new HomeLock(channel);
        } catch (IOException e) {
            throw new ConfigProblem("The agent's home " + home + " cannot be used: " + e + ". Set YARD_HOME.");
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
