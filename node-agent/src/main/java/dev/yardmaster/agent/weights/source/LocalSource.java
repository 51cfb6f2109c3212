package dev.yardmaster.agent.weights.source;

import dev.yardmaster.agent.weights.transfer.ChunkSink;
import dev.yardmaster.agent.weights.transfer.ChunkSource;
import dev.yardmaster.agent.weights.transfer.Content;
import dev.yardmaster.agent.weights.transfer.SourceProblem;
import dev.yardmaster.agent.weights.transfer.SourceProblem.What;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A file on this host or on a file system mounted there, copied and hashed like any other. Where no digest tells its
 * bytes, its size and time have to stay what they were: no bytes are taken that may have come after a change.
 */
public final class LocalSource implements ChunkSource {
    private static final int BUFFER = 1 << 18;
    private static final String VERSION_PIN = "version:";

    private final String given;
    private final LocalFiles files;
    private final Content content;

    public LocalSource(String given, LocalFiles files, Content content) {
        this.given = given;
        this.files = files;
        this.content = content;
    }

    @Override
    public Kind kind() {
        return Kind.ORIGIN;
    }

    @Override
    public String host() {
        return "this host's disk";
    }

    @Override
    public void read(long from, long to, ChunkSink sink) throws SourceProblem, IOException {
        Path path = path();
        try (FileChannel file = open(path)) {
            sink.onStop(file);
            String stamp = expected(path, sink);
            ByteBuffer buffer = ByteBuffer.allocateDirect((int) Math.min(BUFFER, Math.max(1, to - from)));
            for (long at = from; at < to; ) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), to - at));
                at += read(file, at, buffer);
                requireSame(path, stamp);
                sink.write(buffer.flip());
            }
        }
    }

    /** Empty where a digest tells more. */
    private String expected(Path path, ChunkSink sink) throws SourceProblem {
        if (content.hasDigest()) {
            return "";
        }
        String pinned = content.pin().startsWith(VERSION_PIN)
                ? content.pin().substring(VERSION_PIN.length())
                : sink.validator();
        if (!pinned.isEmpty()) {
            requireSame(path, pinned);
            return pinned;
        }
        String now = stamp(path);
        sink.validator(now);
        return now;
    }

    private void requireSame(Path path, String expected) throws SourceProblem {
        if (!expected.isEmpty() && !expected.equals(stamp(path))) {
            throw new SourceProblem(
                    What.CHANGED, given + " is not the file that was pinned: its size or time is another.");
        }
    }

    private String stamp(Path path) throws SourceProblem {
        try {
            BasicFileAttributes is = Files.readAttributes(path, BasicFileAttributes.class);
            return is.size() + "-" + is.lastModifiedTime().toMillis();
        } catch (NoSuchFileException e) {
            throw gone();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private Path path() throws SourceProblem {
        try {
            return files.resolve(given);
        } catch (NoSuchFileException e) {
            throw gone();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private FileChannel open(Path path) throws SourceProblem {
        try {
            FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
            if (file.size() != content.size()) {
                long size = file.size();
                file.close();
                throw new SourceProblem(
                        What.CHANGED,
                        given + " has " + size + " bytes, not the " + content.size() + " that were pinned.");
            }
            return file;
        } catch (NoSuchFileException e) {
            throw gone();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private int read(FileChannel file, long at, ByteBuffer buffer) throws SourceProblem {
        try {
            int read = file.read(buffer, at);
            if (read < 0) {
                throw new SourceProblem(What.CHANGED, given + " became shorter while it was read.");
            }
            return read;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private SourceProblem gone() {
        return new SourceProblem(What.REFUSED, "There is no file " + given + " on this node.");
    }

    private SourceProblem unreadable(IOException e) {
        return e instanceof AccessDeniedException
                ? new SourceProblem(What.REFUSED, given + " may not be read by the agent: permission denied.")
                : new SourceProblem(What.UNREACHABLE, given + " cannot be read: " + e.getMessage() + ".");
    }
}
