package dev.yardmaster.server.catalog.hub.internal;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;

/** Writes a file; a full disk is told as such. Only failures of the disk are looked at here, never the network's. */
public final class DiskWriter implements Closeable {
    private final BlobDisk.Sink sink;

    private DiskWriter(BlobDisk.Sink sink) {
        this.sink = sink;
    }

    static DiskWriter create(BlobDisk disk, Path file) throws IOException {
        try {
            return new DiskWriter(disk.create(file));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    public static DiskWriter open(BlobDisk disk, Path file, long position) throws IOException {
        try {
            return new DiskWriter(disk.open(file, position));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    public void append(ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                sink.write(bytes);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    public void force() throws IOException {
        try {
            sink.force();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() throws IOException {
        sink.close();
    }

    private static IOException failed(IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("no space left") || message.contains("quota exceeded")) {
            throw full();
        }
        return e;
    }

    public static ProblemException full() {
        return ProblemException.of(
                ProblemType.STORAGE_FULL, "The hub has no room left on disk; nothing was kept of this upload.");
    }
}
