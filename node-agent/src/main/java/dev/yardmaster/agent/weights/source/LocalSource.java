package dev.yardmaster.agent.weights.source;

import dev.yardmaster.agent.weights.transfer.ChunkSink;
import dev.yardmaster.agent.weights.transfer.ChunkSource;
import dev.yardmaster.agent.weights.transfer.Content;
import dev.yardmaster.agent.weights.transfer.SourceProblem;
import dev.yardmaster.agent.weights.transfer.SourceProblem.What;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;

/** A file on this host or on a file system mounted there, copied and hashed like any other. */
public final class LocalSource implements ChunkSource {
    private static final int BUFFER = 1 << 18;

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
        try (FileChannel file = open()) {
            sink.onStop(file);
            ByteBuffer buffer = ByteBuffer.allocateDirect((int) Math.min(BUFFER, Math.max(1, to - from)));
            for (long at = from; at < to; ) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), to - at));
                at += read(file, at, buffer);
                sink.write(buffer.flip());
            }
        }
    }

    private FileChannel open() throws SourceProblem {
        try {
            FileChannel file = FileChannel.open(files.resolve(given), StandardOpenOption.READ);
            if (file.size() != content.size()) {
                long size = file.size();
                file.close();
                throw new SourceProblem(
                        What.CHANGED,
                        given + " has " + size + " bytes, not the " + content.size() + " that were pinned.");
            }
            return file;
        } catch (NoSuchFileException e) {
            throw new SourceProblem(What.REFUSED, "There is no file " + given + " on this node.");
        } catch (IOException e) {
            throw new SourceProblem(What.UNREACHABLE, given + " cannot be read: " + e.getMessage() + ".");
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
            throw new SourceProblem(What.UNREACHABLE, given + " cannot be read: " + e.getMessage() + ".");
        }
    }
}
