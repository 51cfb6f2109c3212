package dev.yardmaster.server.catalog.hub.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The disk under the blobs; tests put one in that is full. */
interface BlobDisk {
    BlobDisk REAL = new BlobDisk() {
        @Override
        public FileChannel create(Path file) throws IOException {
            return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }

        @Override
        public long room(Path directory) throws IOException {
            return Files.getFileStore(directory).getUsableSpace();
        }
    };

    FileChannel create(Path file) throws IOException;

    /** Bytes that can still be written. */
    long room(Path directory) throws IOException;
}
