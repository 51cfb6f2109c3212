package dev.yardmaster.agent.weights.transfer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;

/**
 * A file on its way: {@code ID.data}, sparse and as long as the whole, and beside it {@code ID.chunks}, its journal.
 * Safe for many threads that write different chunks.
 */
public final class PartialFile implements AutoCloseable {
    private final Path data;
    private final Path marks;
    private final Chunks chunks;
    private final FileChannel channel;
    private final ChunkJournal journal;
    private final BitSet present = new BitSet();
    private boolean flushDue;

    private PartialFile(Path data, Path marks, Chunks chunks, FileChannel channel, ChunkJournal journal) {
        this.data = data;
        this.marks = marks;
        this.chunks = chunks;
        this.channel = channel;
        this.journal = journal;
        for (int i = 0; i < chunks.count(); i++) {
            present.set(i, journal.mark(i) != ChunkJournal.MISSING);
        }
    }

    /**
     * Goes on with what an earlier process left of the same content, or begins.
     *
     * @param boot identifies the kernel's run
     */
    public static PartialFile open(Path directory, Content content, Chunks chunks, String boot) throws IOException {
        Files.createDirectories(directory);
        Path data = directory.resolve(content.id() + ".data");
        Path marks = directory.resolve(content.id() + ".chunks");
        if (!Files.exists(data)) {
            Files.deleteIfExists(marks);
        }
        var header = new ChunkJournal.Header(chunks.size(), chunks.chunkBytes(), content.identity(), "", boot);
        ChunkJournal journal = ChunkJournal.open(marks, header);
        try {
            FileChannel channel = FileChannel.open(
                    data, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            prepare(channel, journal, chunks.size());
            return new PartialFile(data, marks, chunks, channel, journal);
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /** Bytes of complete chunks, read from a journal that nobody has open. */
    public static long bytesMarked(Path journal) throws IOException {
        return ChunkJournal.bytesMarked(journal);
    }

    /** A file of another length is none of ours, whatever the journal says. */
    private static void prepare(FileChannel channel, ChunkJournal journal, long size) throws IOException {
        if (channel.size() == size) {
            return;
        }
        journal.clear("");
        channel.truncate(0);
        if (size > 0) {
            channel.write(ByteBuffer.allocate(1), size - 1);
        }
    }

    public Path data() {
        return data;
    }

    public Chunks chunks() {
        return chunks;
    }

    synchronized BitSet present() {
        return (BitSet) present.clone();
    }

    public synchronized boolean has(int chunk) {
        return present.get(chunk);
    }

    synchronized boolean isWhole() {
        return present.cardinality() == chunks.count();
    }

    /** Bytes of chunks that are there. */
    public synchronized long bytes() {
        long full = (long) present.cardinality() * chunks.chunkBytes();
        int last = chunks.count() - 1;
        return last >= 0 && present.get(last) ? full - chunks.chunkBytes() + chunks.length(last) : full;
    }

    void write(ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    /** Reads until the buffer is full or the file ends. */
    public void read(long position, ByteBuffer into) throws IOException {
        long at = position;
        while (into.hasRemaining() && at < chunks.size()) {
            int read = channel.read(into, at);
            if (read < 0) {
                throw new IOException(data + " ends at " + at + ", before its " + chunks.size() + " bytes");
            }
            at += read;
        }
    }

    /** All bytes of a chunk were written. */
    synchronized void complete(int chunk, ChunkSource.Kind from) throws IOException {
        journal.mark(chunk, from == ChunkSource.Kind.PEER ? ChunkJournal.PEER : ChunkJournal.ORIGIN);
        present.set(chunk);
        flushDue = true;
    }

    synchronized BitSet fromPeers() {
        BitSet peers = new BitSet();
        for (int i = 0; i < chunks.count(); i++) {
            peers.set(i, journal.mark(i) == ChunkJournal.PEER);
        }
        return peers;
    }

    synchronized void drop(BitSet unfit) throws IOException {
        for (int i = unfit.nextSetBit(0); i >= 0; i = unfit.nextSetBit(i + 1)) {
            journal.mark(i, ChunkJournal.MISSING);
        }
        present.andNot(unfit);
    }

    synchronized void dropAll() throws IOException {
        journal.clear("");
        present.clear();
    }

    synchronized String validator() {
        return journal.validator();
    }

    /** The first one stays. */
    synchronized void validator(String tag) {
        try {
            if (journal.validator().isEmpty()) {
                journal.validator(tag);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes what is complete outlive a power cut. */
    void flush() throws IOException {
        byte[] before;
        synchronized (this) {
            if (!flushDue) {
                return;
            }
            flushDue = false;
            before = journal.snapshot();
        }
        channel.force(false);
        synchronized (this) {
            journal.flushed(before);
        }
    }

    /** The file is whole and verified: it gets its place, and its journal goes. */
    public void moveTo(Path target) throws IOException {
        close();
        Files.move(data, target, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(marks);
    }

    @Override
    public void close() throws IOException {
        try (journal) {
            channel.close();
        }
    }
}
