package dev.yardmaster.agent.weights.transfer;

import dev.yardmaster.agent.platform.Digests;
import dev.yardmaster.agent.platform.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * Which chunks of a half-fetched file are there: a header that says of what, then one byte for each chunk. A chunk's
 * byte is written after its data, so that a killed process leaves data without a mark at worst, never a mark without
 * data. A kernel that stops may lose either, so that after a restart of the machine only chunks that were flushed count.
 */
final class ChunkJournal implements AutoCloseable {
    static final byte MISSING = 0;
    static final byte ORIGIN = 1;
    static final byte PEER = 2;
    private static final byte FLUSHED = 16;
    private static final int HEADER = 4096;

    private final FileChannel channel;
    private final byte[] marks;
    private Header header;

    /**
     * @param identity what pins the content
     * @param validator strong entity tag that the first answer carried; empty where none
     * @param boot of the kernel that the marks were written under
     */
    record Header(long size, int chunkBytes, String identity, String validator, String boot) {
        boolean isOf(Header other) {
            return size == other.size && chunkBytes == other.chunkBytes && identity.equals(other.identity);
        }
    }

    private ChunkJournal(FileChannel channel, Header header, byte[] marks) {
        this.channel = channel;
        this.header = header;
        this.marks = marks;
    }

    /** Goes on with what is there if it is about the same content, else begins anew. */
    static ChunkJournal open(Path file, Header wanted) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            int count = new Chunks(wanted.size(), wanted.chunkBytes()).count();
            Optional<Header> known = read(channel).filter(h -> h.isOf(wanted));
            ChunkJournal journal = known.isPresent()
                    ? new ChunkJournal(channel, known.get(), marks(channel, count))
                    : new ChunkJournal(channel, wanted, new byte[count]);
            journal.take(known.isPresent(), wanted.boot());
            return journal;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Bytes of the chunks that a journal marks, without opening it for writing. */
    static long bytesMarked(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Optional<Header> header = read(channel);
            if (header.isEmpty()) {
                return 0;
            }
            Chunks chunks = new Chunks(header.get().size(), header.get().chunkBytes());
            byte[] marks = marks(channel, chunks.count());
            long bytes = 0;
            for (int i = 0; i < marks.length; i++) {
                bytes += marks[i] == MISSING ? 0 : chunks.length(i);
            }
            return bytes;
        }
    }

    private void take(boolean known, String boot) throws IOException {
        if (!known) {
            clear("");
        } else if (!header.boot().equals(boot)) {
            for (int i = 0; i < marks.length; i++) {
                marks[i] = (marks[i] & FLUSHED) == 0 ? MISSING : marks[i];
            }
            write(ByteBuffer.wrap(marks), HEADER);
            write(new Header(header.size(), header.chunkBytes(), header.identity(), header.validator(), boot));
        }
    }

    byte mark(int chunk) {
        return (byte) (marks[chunk] & ~FLUSHED);
    }

    String validator() {
        return header.validator();
    }

    void mark(int chunk, byte mark) throws IOException {
        marks[chunk] = mark;
        write(ByteBuffer.wrap(new byte[] {mark}), HEADER + (long) chunk);
    }

    byte[] snapshot() {
        return marks.clone();
    }

    /** These marks were there before the data was flushed, and still are: they now outlive the kernel. */
    void flushed(byte[] before) throws IOException {
        for (int i = 0; i < marks.length; i++) {
            if (before[i] != MISSING && before[i] == marks[i]) {
                marks[i] |= FLUSHED;
            }
        }
        write(ByteBuffer.wrap(marks), HEADER);
    }

    /** Forgets all chunks. */
    void clear(String validator) throws IOException {
        Arrays.fill(marks, MISSING);
        channel.truncate(0);
        write(ByteBuffer.wrap(marks), HEADER);
        write(new Header(header.size(), header.chunkBytes(), header.identity(), validator, header.boot()));
    }

    void validator(String validator) throws IOException {
        write(new Header(header.size(), header.chunkBytes(), header.identity(), validator, header.boot()));
    }

    private void write(Header next) throws IOException {
        String json = Json.mapper().writeValueAsString(next);
        byte[] text = (Digests.hex(json) + "\n" + json + "\n").getBytes(StandardCharsets.UTF_8);
        if (text.length > HEADER) {
            throw new IOException("the journal's header of " + text.length + " bytes is too long");
        }
        write(ByteBuffer.wrap(Arrays.copyOf(text, HEADER)), 0);
        header = next;
    }

    private void write(ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    private static Optional<Header> read(FileChannel channel) throws IOException {
        String[] lines = new String(bytes(channel, 0, HEADER), StandardCharsets.UTF_8).split("\n", 3);
        if (lines.length < 3 || !Digests.hex(lines[1]).equals(lines[0])) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.mapper().readValue(lines[1], Header.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** What a journal that was cut off lacks is missing. */
    private static byte[] marks(FileChannel channel, int count) throws IOException {
        return bytes(channel, HEADER, count);
    }

    private static byte[] bytes(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) > 0) {}
        return buffer.array();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
