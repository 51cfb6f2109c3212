package dev.yardmaster.agent.weights.peer;

import dev.yardmaster.agent.platform.Digests;
import dev.yardmaster.agent.weights.transfer.ChunkSink;
import dev.yardmaster.agent.weights.transfer.Chunks;
import dev.yardmaster.agent.weights.transfer.TransferStopped;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Hashes chunks on their way into a sink. The last bytes of a chunk go on only once its hash was looked at. */
final class ChunkHashing implements ChunkSink {
    private final ChunkSink sink;
    private final Chunks chunks;
    private final Watcher watcher;
    private final MessageDigest digest = Digests.sha256();
    private long position;

    /** What is done with what is seen. */
    interface Watcher {
        void moved();

        /** They are taken; waiting for the next ones. */
        void taken();

        /** The bytes of a chunk are all here, and its last ones are not written yet; throws to keep them from it. */
        void hashed(int chunk, String sha256) throws IOException;

        /** They are written. */
        void written(int chunk, String sha256);

        /** What ends the read early. */
        void opened(Closeable connection);
    }

    ChunkHashing(ChunkSink sink, Chunks chunks, long from, Watcher watcher) {
        this.sink = sink;
        this.chunks = chunks;
        this.position = from;
        this.watcher = watcher;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        watcher.moved();
        while (bytes.hasRemaining()) {
            int chunk = chunks.at(position);
            long end = chunks.end(chunk);
            int length = (int) Math.min(bytes.remaining(), end - position);
            ByteBuffer piece = bytes.slice(bytes.position(), length);
            digest.update(piece.duplicate());
            if (position + length == end) {
                String sha256 = HexFormat.of().formatHex(digest.digest());
                watcher.hashed(chunk, sha256);
                sink.write(piece);
                watcher.written(chunk, sha256);
            } else {
                sink.write(piece);
            }
            bytes.position(bytes.position() + length);
            position += length;
        }
        watcher.taken();
    }

    @Override
    public void onStop(Closeable connection) throws TransferStopped {
        watcher.opened(connection);
        sink.onStop(connection);
    }

    @Override
    public String validator() {
        return sink.validator();
    }

    @Override
    public void validator(String tag) {
        sink.validator(tag);
    }
}
