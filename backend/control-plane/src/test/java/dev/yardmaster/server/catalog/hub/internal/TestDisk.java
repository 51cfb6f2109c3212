package dev.yardmaster.server.catalog.hub.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A disk with as much room as a test says. */
final class TestDisk implements BlobDisk {
    private final long room;
    private final long breaksAt;

    private TestDisk(long room, long breaksAt) {
        this.room = room;
        this.breaksAt = breaksAt;
    }

    static TestDisk withRoom(long bytes) {
        return new TestDisk(bytes, Long.MAX_VALUE);
    }

    /** Says that there is room, and is full after so many bytes. */
    static TestDisk fullAfter(long bytes) {
        return new TestDisk(Long.MAX_VALUE, bytes);
    }

    @Override
    public Sink create(Path file) throws IOException {
        return new Limited(REAL.create(file), breaksAt);
    }

    @Override
    public Sink open(Path file, long position) throws IOException {
        return new Limited(REAL.open(file, position), breaksAt);
    }

    @Override
    public long room(Path directory) {
        return room;
    }

    private static final class Limited implements Sink {
        private final Sink file;
        private long left;

        Limited(Sink file, long left) {
            this.file = file;
            this.left = left;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            int fits = (int) Math.min(left, bytes.remaining());
            if (fits == 0) {
                throw new IOException("No space left on device"); // in the words of Linux
            }
            ByteBuffer part = bytes.slice(bytes.position(), fits);
            bytes.position(bytes.position() + fits);
            left -= fits;
            return file.write(part);
        }

        @Override
        public void force() throws IOException {
            file.force();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
