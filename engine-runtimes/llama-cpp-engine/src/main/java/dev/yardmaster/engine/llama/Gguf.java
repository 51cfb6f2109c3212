package dev.yardmaster.engine.llama;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The first look at a file, so that what is no GGUF never reaches native code. */
public final class Gguf {
    private static final byte[] MAGIC = {'G', 'G', 'U', 'F'};
    private static final int HEADER = 24;

    private Gguf() {}

    /** Why the file cannot be a GGUF, or nothing. */
    public static Optional<String> problem(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.of(Files.exists(file) ? "it is not a regular file" : "there is no such file");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] header = stream.readNBytes(HEADER);
            if (header.length < HEADER || !Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
                return Optional.of("it is not a GGUF file");
            }
            int version = header[4] & 0xff | (header[5] & 0xff) << 8;
            return version == 2 || version == 3
                    ? Optional.empty()
                    : Optional.of("GGUF version %d is not supported (2 and 3 are)".formatted(version));
        } catch (IOException unreadable) {
            return Optional.of("it cannot be read: " + unreadable.getClass().getSimpleName());
        }
    }
}
