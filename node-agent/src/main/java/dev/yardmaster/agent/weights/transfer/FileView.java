package dev.yardmaster.agent.weights.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;

/** Reads through a descriptor of its own, which a move or removal of the file does not end. */
public final class FileView implements ChunkView {
    private final FileChannel channel;
    private final Chunks chunks;
    private final IntPredicate present;
    private final Map<Integer, String> hashes = new ConcurrentHashMap<>();

    private FileView(FileChannel channel, Chunks chunks, IntPredicate present) {
        this.channel = channel;
        this.chunks = chunks;
        this.present = present;
    }

    /** Of a file that is whole. */
    public static FileView whole(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new FileView(channel, Chunks.of(channel.size()), _ -> true);
    }

    static FileView of(PartialFile file) throws IOException {
        return new FileView(FileChannel.open(file.data(), StandardOpenOption.READ), file.chunks(), file::has);
    }

    @Override
    public Chunks chunks() {
        return chunks;
    }

    @Override
    public boolean has(int chunk) {
        return chunk >= 0 && chunk < chunks.count() && present.test(chunk);
    }

    @Override
    public void read(long position, ByteBuffer into) throws IOException {
        long at = position;
        while (into.hasRemaining() && at < chunks.size()) {
            int read = channel.read(into, at);
            if (read < 0) {
                throw new IOException("The file ends at " + at + ", before its " + chunks.size() + " bytes.");
            }
            at += read;
        }
    }

    @Override
    public Optional<String> sha256(int chunk) throws IOException {
        if (!has(chunk)) {
            return Optional.empty();
        }
        String known = hashes.get(chunk);
        if (known == null) {
            known = ChunkHash.of(this::read, chunks, chunk);
            hashes.put(chunk, known);
        }
        return Optional.of(known);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
