package dev.yardmaster.server.catalog.facts.gguf;

import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.server.catalog.facts.reading.ModelFiles;
import dev.yardmaster.server.catalog.facts.reading.Unreadable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A file read forwards in pieces; what is skipped beyond a piece is never fetched. */
final class GgufInput {
    private static final int PIECE = 512 << 10;
    private static final long MOST = 64L << 20;

    private final ModelFiles files;
    private final ModelFile file;
    private ByteBuffer piece = ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
    private long begin;
    private long fetched;

    GgufInput(ModelFiles files, ModelFile file) {
        this.files = files;
        this.file = file;
    }

    String path() {
        return file.path();
    }

    long position() {
        return begin + piece.position();
    }

    long left() {
        return file.size() - position();
    }

    int uint8() {
        return need(1).get() & 0xFF;
    }

    int uint16() {
        return need(2).getShort() & 0xFFFF;
    }

    int int32() {
        return need(4).getInt();
    }

    long int64() {
        return need(8).getLong();
    }

    float float32() {
        return need(4).getFloat();
    }

    double float64() {
        return need(8).getDouble();
    }

    /** A number that says how many follow, each of so many bytes at least. */
    long count(String what, int bytesEach) {
        long count = int64();
        if (count < 0 || count > left() / bytesEach) {
            throw new Unreadable(path() + " claims " + Long.toUnsignedString(count) + " " + what + " and has " + left()
                    + " bytes left; it is cut short or not sound.");
        }
        return count;
    }

    String text(int longest) {
        long length = count("bytes of text", 1);
        if (length > longest) {
            throw new Unreadable(
                    path() + " has a text of " + length + " bytes where at most " + longest + " make sense.");
        }
        byte[] bytes = new byte[(int) length];
        int done = 0;
        while (done < bytes.length) {
            need(1);
            int part = Math.min(piece.remaining(), bytes.length - done);
            piece.get(bytes, done, part);
            done += part;
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    void skip(long bytes) {
        if (bytes < 0 || bytes > left()) {
            throw new Unreadable(path() + " ends within its header; it is cut short.");
        }
        if (bytes <= piece.remaining()) {
            piece.position(piece.position() + (int) bytes);
        } else {
            begin = position() + bytes;
            piece = ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private ByteBuffer need(int bytes) {
        if (piece.remaining() < bytes) {
            begin = position();
            if (left() < bytes) {
                throw new Unreadable(path() + " ends within its header; it is cut short.");
            }
            byte[] next = files.read(file, begin, PIECE);
            fetched += next.length;
            if (fetched > MOST) {
                throw new Unreadable(path() + " has a header of more than " + MOST + " bytes; it is not read further.");
            }
            piece = ByteBuffer.wrap(next).order(ByteOrder.LITTLE_ENDIAN);
        }
        return piece;
    }
}
