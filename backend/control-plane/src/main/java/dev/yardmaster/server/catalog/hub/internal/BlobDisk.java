package dev.yardmaster.server.catalog.hub.internal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The disk under the blobs; tests put one in that is full. */
public interface BlobDisk {
    BlobDisk REAL = new BlobDisk() {
        @Override
        public Sink create(Path file) throws IOException {
            return sink(FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        }

        @Override
        public Sink open(Path file, long position) throws IOException {
            return sink(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .position(position));
        }

        private Sink sink(FileChannel channel) {
            return new Sink() {
                @Override
                public int write(ByteBuffer bytes) throws IOException {
                    return channel.write(bytes);
                }

                @Override
                public void force() throws IOException {
                    channel.force(true);
                }

                @Override
                public void close() throws IOException {
                    channel.close();
                }
            };
        }

        @Override
        public long room(Path directory) throws IOException {
            return Files.getFileStore(directory).getUsableSpace();
        }
    };

    /** A new file; it must not exist. */
    Sink create(Path file) throws IOException;

    /** A file that may be there already, to be written from a position on. */
    Sink open(Path file, long position) throws IOException;

    /** Bytes that can still be written. */
    long room(Path directory) throws IOException;

    /** The same disk with so much less room. */
    default BlobDisk keeping(long reserve) {
        BlobDisk all = this;
        return new BlobDisk() {
            @Override
            public Sink create(Path file) throws IOException {
                return all.create(file);
            }

            @Override
            public Sink open(Path file, long position) throws IOException {
                return all.open(file, position);
            }

            @Override
            public long room(Path directory) throws IOException {
                return Math.max(0, all.room(directory) - reserve);
            }
        };
    }

    /** A file being written. */
    interface Sink extends Closeable {
        /** Takes as many bytes as it likes. */
        int write(ByteBuffer bytes) throws IOException;

        /** Returns when all of it is on disk. */
        void force() throws IOException;
    }
}
