package dev.yardmaster.agent.weights.source;

import dev.yardmaster.agent.weights.transfer.ChunkSink;
import dev.yardmaster.agent.weights.transfer.ChunkSource;
import dev.yardmaster.agent.weights.transfer.SourceProblem;
import dev.yardmaster.agent.weights.transfer.TransferStopped;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A file within an archive, read as ranges of it.
 *
 * @param offset of the file's first byte
 * @param size of the file
 * @param archiveSize where there are no ranges, all of the archive is read
 */
public record MemberSource(ChunkSource archive, long offset, long size, long archiveSize) implements ChunkSource {

    @Override
    public Kind kind() {
        return archive.kind();
    }

    @Override
    public String host() {
        return archive.host();
    }

    @Override
    public boolean answersRanges() {
        return archive.answersRanges();
    }

    @Override
    public void read(long from, long to, ChunkSink sink) throws SourceProblem, IOException {
        if (from == to) {
            return;
        }
        if (archive.answersRanges()) {
            archive.read(offset + from, offset + to, sink);
        } else {
            archive.read(0, archiveSize, new Part(sink, offset + from, offset + to));
        }
    }

    private static final class Part implements ChunkSink {
        private final ChunkSink sink;
        private final long from;
        private final long to;
        private long at;

        Part(ChunkSink sink, long from, long to) {
            this.sink = sink;
            this.from = from;
            this.to = to;
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            int length = bytes.remaining();
            int first = Math.clamp(from - at, 0, length);
            int end = Math.clamp(to - at, 0, length);
            ByteBuffer wanted = bytes.slice(bytes.position() + first, Math.max(0, end - first));
            if (wanted.hasRemaining()) {
                sink.write(wanted);
            }
            bytes.position(bytes.limit());
            at += length;
        }

        @Override
        public String validator() {
            return sink.validator();
        }

        @Override
        public void validator(String tag) {
            sink.validator(tag);
        }

        @Override
        public void onStop(Closeable connection) throws TransferStopped {
            sink.onStop(connection);
        }
    }
}
