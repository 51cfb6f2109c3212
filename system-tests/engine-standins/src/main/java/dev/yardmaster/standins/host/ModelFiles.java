package dev.yardmaster.standins.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A model on disk, looked at as far as an engine looks before it computes. */
public final class ModelFiles {
    private static final int MOST_HEADER = 100_000_000;

    private final Path path;

    public ModelFiles(Path path) {
        this.path = path;
    }

    public Path path() {
        return path;
    }

    /** The model's {@code config.json}. */
    public Optional<JsonNode> config() {
        return json(path.resolve("config.json"));
    }

    public static Optional<JsonNode> json(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(JsonMapper.shared().readTree(Files.readString(file)))
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    /** Its weights in files of this kind, in the order of their names. */
    public List<Path> files(String suffix) {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(path)) {
            return all.filter(f -> f.toString().endsWith(suffix)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean hasTokenizer() {
        return Stream.of("tokenizer.json", "tokenizer.model", "vocab.json", "tiktoken.model")
                .anyMatch(n -> Files.isRegularFile(path.resolve(n)));
    }

    /** Whether a file starts with a header of safetensors that fits it. */
    public static boolean isSafetensors(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            long length = ByteBuffer.wrap(in.readNBytes(8))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getLong();
            return length > 1 && length < MOST_HEADER && length + 8 <= Files.size(file) && in.read() == '{';
        } catch (IOException | java.nio.BufferUnderflowException e) {
            return false;
        }
    }

    public static boolean isGguf(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(4), StandardCharsets.ISO_8859_1).equals("GGUF");
        } catch (IOException e) {
            return false;
        }
    }

    public long bytes() {
        return Stream.of(".safetensors", ".bin", ".gguf")
                .flatMap(s -> files(s).stream())
                .mapToLong(f -> f.toFile().length())
                .sum();
    }
}
