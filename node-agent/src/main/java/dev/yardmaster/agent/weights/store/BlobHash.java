package dev.yardmaster.agent.weights.store;

import dev.yardmaster.agent.platform.Digests;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/** SHA-256 of a stored file, read again from the disk. */
final class BlobHash {
    private static final int PIECE = 1 << 18;

    private BlobHash() {}

    /** Lets the caller set the pace. */
    interface Pace {
        void read(int bytes);
    }

    static String of(Path file, Pace pace) throws IOException {
        MessageDigest digest = Digests.sha256();
        ByteBuffer buffer = ByteBuffer.allocate(PIECE);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (channel.read(buffer.clear()) >= 0) {
                pace.read(buffer.position());
                digest.update(buffer.flip());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
