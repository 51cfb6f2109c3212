package dev.yardmaster.agent.weights;

import dev.yardmaster.agent.weights.source.LocalFiles;
import dev.yardmaster.agent.weights.source.Readers;
import dev.yardmaster.agent.weights.store.Disk;
import dev.yardmaster.agent.weights.transfer.Bandwidth;
import dev.yardmaster.agent.weights.transfer.TransferEngine;
import dev.yardmaster.agent.weights.transfer.WeightsProblem;
import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.agent.LocationsAnswer;
import dev.yardmaster.contract.agent.LocationsRequest;
import dev.yardmaster.hub.guard.AllowList;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** A store with a directory, a disk that tells what it is told to, and a web server that its files come from. */
public final class StoreHost implements AutoCloseable {
    public final FaultyOrigin origin = new FaultyOrigin();
    public final List<LocationsRequest> asked = new CopyOnWriteArrayList<>();
    public final AtomicLong usable = new AtomicLong(1L << 40);
    public final AtomicLong total = new AtomicLong(2L << 40);
    public final EventLog events;
    public volatile Optional<WeightsProblem> lost = Optional.empty();
    public volatile long quota;
    public volatile Duration scrubEvery = Duration.ZERO;
    public volatile String boot = "boot-1";
    public volatile LocalFiles files = new LocalFiles(List.of(), Map.of());
    public volatile Function<String, FileLocation.Where> where = this::web;
    private final Path root;
    private final Clock clock;
    private final Readers readers = new Readers(AllowList.NOTHING);

    public StoreHost(Path root, Clock clock) throws IOException {
        this.root = root;
        this.clock = clock;
        this.events = new EventLog(clock);
        Files.createDirectories(root);
    }

    public WeightsStore store(Runnable changed) throws IOException {
        Disk disk = new Disk() {
            @Override
            public long usable(Path directory) {
                return usable.get();
            }

            @Override
            public long total(Path directory) {
                return total.get();
            }
        };
        var settings = new WeightsSettings(root, boot, disk, 1000, quota, 90, scrubEvery);
        var transfer = TransferEngine.Settings.of(root.resolve("partial"), boot, new Bandwidth(0), clock);
        var places = new Places(
                this::locate,
                URI.create("http://127.0.0.1:1"),
                () -> Optional.of("yn_1_secret"),
                files,
                readers,
                Peers.NONE);
        return new WeightsStore(settings, transfer, places, events, clock, changed);
    }

    private FileLocation.Where web(String path) {
        return new FileLocation.Web(origin.url(path), Map.of());
    }

    private LocationsAnswer locate(LocationsRequest request) {
        asked.add(request);
        if (lost.isPresent()) {
            throw lost.get();
        }
        List<FileLocation> files = request.paths().stream()
                .map(p -> new FileLocation(p, where.apply(p)))
                .toList();
        return new LocationsAnswer(files, Instant.now().plusSeconds(600), List.of(), List.of());
    }

    @Override
    public void close() throws IOException {
        readers.close();
        origin.close();
    }
}
