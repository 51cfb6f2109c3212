package dev.yardmaster.server.catalog.facts;

import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.ModelFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Files in memory, which may claim to be longer than what there is of them. */
final class FakeFiles implements RangeReader {
    private final Map<String, byte[]> content = new LinkedHashMap<>();
    private final Map<String, Long> claimed = new LinkedHashMap<>();
    final AtomicLong bytesRead = new AtomicLong();

    static FakeFiles none() {
        return new FakeFiles();
    }

    /** All files below a folder. */
    static FakeFiles of(Path folder) {
        FakeFiles files = new FakeFiles();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path p : found.filter(Files::isRegularFile).toList()) {
                files.with(folder.relativize(p).toString(), Files.readAllBytes(p));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FakeFiles with(String path, byte[] bytes) {
        return with(path, bytes, bytes.length);
    }

    FakeFiles with(String path, String text) {
        return with(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Of which the source says that it has so many bytes; what is not there reads as zeros. */
    FakeFiles with(String path, byte[] bytes, long size) {
        content.put(path, bytes);
        claimed.put(path, size);
        return this;
    }

    List<ModelFile> list() {
        List<ModelFile> files = new ArrayList<>();
        claimed.forEach((path, size) -> files.add(new ModelFile(path, size, "")));
        return files;
    }

    Findings facts(ModelFormat format) {
        return FactsReader.model(list(), format, this);
    }

    AdapterFindings adapter() {
        return FactsReader.adapter(list(), this);
    }

    @Override
    public byte[] read(String path, long offset, int length) {
        bytesRead.addAndGet(length);
        byte[] bytes = content.get(path);
        if (bytes == null) {
            throw new FactsUnavailable(path, "the source answered 404");
        }
        int wanted = (int) Math.clamp(claimed.getOrDefault(path, 0L) - offset, 0L, length);
        int from = (int) Math.min(offset, bytes.length);
        return Arrays.copyOf(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + wanted)), wanted);
    }
}
