package dev.yardmaster.agent.weights.transfer;

import dev.yardmaster.agent.platform.Digests;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/** Hashes a file from its beginning as its chunks become contiguous, reading them back while they are still cached. */
final class FileHash {
    private static final int PIECE = 1 << 17;
    private static final ThreadLocal<Piece> PIECES = ThreadLocal.withInitial(Piece::new);

    private final Content content;
    private final MessageDigest sha256 = Digests.sha256();
    private final Optional<Pin.Sum> sum;
    private volatile int next;

    private static final class Piece {
        final ByteBuffer direct = ByteBuffer.allocateDirect(PIECE);
        final byte[] bytes = new byte[PIECE];
    }

    FileHash(Content content) {
        this.content = content;
        this.sum =
                content.sha256().isEmpty() ? Pin.of(content.pin()).map(p -> p.sum(content.size())) : Optional.empty();
    }

    /** The chunk that comes next. */
    int next() {
        return next;
    }

    void advance(PartialFile file) throws IOException {
        long end = file.chunks().end(next);
        for (long at = file.chunks().start(next); at < end; ) {
            int length = (int) Math.min(PIECE, end - at);
            byte[] bytes = PIECES.get().bytes;
            ByteBuffer direct = PIECES.get().direct.clear().limit(length);
            file.read(at, direct);
            direct.flip().get(bytes, 0, length);
            sha256.update(bytes, 0, length);
            sum.ifPresent(s -> s.update(bytes, length));
            at += length;
        }
        next = next + 1;
    }

    /** How a whole file turned out. */
    sealed interface Verdict {
        record Good(String sha256) implements Verdict {}

        record Wrong(String sentence) implements Verdict {}
    }

    /** Once, after the last chunk. */
    Verdict verdict() {
        String found = HexFormat.of().formatHex(sha256.digest());
        if (!content.sha256().isEmpty() && !content.sha256().equals(found)) {
            return wrong("SHA-256", content.sha256(), found);
        }
        if (sum.isPresent()) {
            Pin pin = Pin.of(content.pin()).orElseThrow();
            String wanted = pin.expected(content.pin());
            String hex = sum.get().hex();
            if (!wanted.equals(hex)) {
                return wrong(pin.word(), wanted, hex);
            }
        }
        return new Verdict.Good(found);
    }

    private Verdict wrong(String what, String expected, String found) {
        return new Verdict.Wrong("The " + what + " of " + content.path() + " should be " + expected + ", but is "
                + found + "; it is not used.");
    }
}
