package dev.yardmaster.agent.weights.source;

import dev.yardmaster.agent.weights.FaultyOrigin;
import dev.yardmaster.agent.weights.transfer.Bandwidth;
import dev.yardmaster.agent.weights.transfer.ChunkSource;
import dev.yardmaster.agent.weights.transfer.Content;
import dev.yardmaster.agent.weights.transfer.Job;
import dev.yardmaster.agent.weights.transfer.Located;
import dev.yardmaster.agent.weights.transfer.TransferEngine;
import dev.yardmaster.hub.guard.AllowList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** An engine over a faulty origin; what lands is kept by content. */
final class Fetching implements AutoCloseable {
    static final int CHUNK = 4 << 20;

    final FaultyOrigin origin = new FaultyOrigin();
    final Map<String, Path> landed = new HashMap<>();
    final AtomicInteger located = new AtomicInteger();
    final Path directory;
    final Readers readers = new Readers(AllowList.NOTHING);
    TransferEngine engine;

    Fetching(Path directory) throws IOException {
        this.directory = directory;
        this.engine = engine(new Bandwidth(0));
    }

    TransferEngine engine(Bandwidth bandwidth) {
        var settings = new TransferEngine.Settings(
                directory.resolve("partial"), "boot-1", 8, 16, Duration.ofMillis(700), bandwidth, Clock.systemUTC());
        return new TransferEngine(settings, (content, file, sha256) -> {
            Path target = directory.resolve(sha256);
            file.moveTo(target);
            synchronized (landed) {
                landed.put(content.path(), target);
            }
        });
    }

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    Job begin(Content... contents) {
        return begin(List.of(contents), c -> List.of(web(c)));
    }

    Job begin(List<Content> contents, java.util.function.Function<Content, List<ChunkSource>> sources) {
        Map<String, List<ChunkSource>> places = new HashMap<>();
        contents.forEach(c -> places.put(c.path(), sources.apply(c)));
        return engine.submit(new Job.Request("m1", 0, contents, () -> {
            located.incrementAndGet();
            return new Located(places, Map.of(), Instant.now().plusSeconds(600));
        }));
    }

    WebSource web(Content content) {
        return new WebSource(
                origin.url(content.path()), () -> Map.of("Authorization", "Bearer s3cret"), content, readers);
    }

    boolean isRight(String path) throws IOException {
        synchronized (landed) {
            return landed.containsKey(path)
                    && Arrays.equals(Files.readAllBytes(landed.get(path)), origin.files.get(path));
        }
    }

    @Override
    public void close() throws IOException {
        engine.close();
        origin.close();
        readers.close();
    }
}
