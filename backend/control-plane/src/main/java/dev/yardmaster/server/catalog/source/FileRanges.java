package dev.yardmaster.server.catalog.source;

import dev.yardmaster.server.catalog.facts.FactsUnavailable;
import dev.yardmaster.server.catalog.facts.RangeReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;

/** Byte ranges of files on this machine, by their path in the model. */
public record FileRanges(Map<String, Path> files) implements RangeReader {

    @Override
    public byte[] read(String path, long offset, int length) {
        Path file = files.get(path);
        if (file == null) {
            throw new FactsUnavailable(path, "there is no such file");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.clamp(channel.size() - offset, 0, length));
            while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
                // As much as there is.
            }
            return Arrays.copyOf(bytes.array(), bytes.position());
        } catch (IOException e) {
            throw new FactsUnavailable(path, "it could not be read on the server", e);
        }
    }
}
