package dev.yardmaster.agent.weights.transfer;

import dev.yardmaster.agent.platform.Digests;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/** SHA-256 of one chunk that is on disk. */
public final class ChunkHash {
    private static final int PIECE = 1 << 17;

    private ChunkHash() {}

    /** Reads bytes at a position. */
    @FunctionalInterface
    public interface Reader {
        void read(long position, ByteBuffer into) throws IOException;
    }

    static String of(PartialFile file, int chunk) throws IOException {
        return of(file::read, file.chunks(), chunk);
    }

    public static String of(Reader file, Chunks chunks, int chunk) throws IOException {
        MessageDigest digest = Digests.sha256();
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        long end = chunks.end(chunk);
        for (long at = chunks.start(chunk); at < end; at += piece.limit()) {
            piece.clear().limit((int) Math.min(PIECE, end - at));
            file.read(at, piece);
            digest.update(piece.flip());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
