package dev.yardmaster.agent.weights.peer;

import com.sun.net.httpserver.HttpServer;
import dev.yardmaster.agent.weights.peer.SharedWeights.Shared;
import dev.yardmaster.agent.weights.source.Readers;
import dev.yardmaster.agent.weights.source.WebSource;
import dev.yardmaster.agent.weights.transfer.Bandwidth;
import dev.yardmaster.agent.weights.transfer.ChunkSource;
import dev.yardmaster.agent.weights.transfer.ChunkView;
import dev.yardmaster.agent.weights.transfer.Content;
import dev.yardmaster.agent.weights.transfer.FileView;
import dev.yardmaster.agent.weights.transfer.Job;
import dev.yardmaster.agent.weights.transfer.Located;
import dev.yardmaster.agent.weights.transfer.TransferEngine;
import dev.yardmaster.contract.agent.FileChunks;
import dev.yardmaster.contract.agent.LocationsAnswer;
import dev.yardmaster.contract.agent.PeerKey;
import dev.yardmaster.contract.agent.WeightsPeer;
import dev.yardmaster.hub.guard.AllowList;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;

/** One node of a swarm: a transfer engine of its own, and a port of its own. The swarm stands in for the server. */
final class SwarmNode implements AutoCloseable {
    static final String KEY = "model-0123";

    final String name;
    final List<String> distrusted = new CopyOnWriteArrayList<>();
    final TransferEngine engine;
    final Swarms swarms;
    final PeerServer server;
    final PeerSharing sharing;
    private final Swarm swarm;
    private final Path directory;
    private final HttpServer http;
    private final Map<String, Path> landed = new ConcurrentHashMap<>();
    private final Readers readers = new Readers(AllowList.NOTHING);
    private volatile boolean whole;
    private volatile Optional<Job> job = Optional.empty();

    SwarmNode(String name, Swarm swarm, Path directory, int mostUploads, Patience patience) throws IOException {
        this.name = name;
        this.swarm = swarm;
        this.directory = Files.createDirectories(directory);
        var settings = new TransferEngine.Settings(
                directory.resolve("partial"),
                "boot-1",
                8,
                16,
                Duration.ofSeconds(20),
                new Bandwidth(0),
                Clock.systemUTC());
        this.engine = new TransferEngine(settings, (content, file, sha256) -> {
            Path target = directory.resolve(sha256);
            file.moveTo(target);
            landed.put(content.path(), target);
        });
        this.sharing = new PeerSharing((key, sentence) -> distrusted.add(sentence), patience);
        PeerTickets tickets = new PeerTickets(Clock.systemUTC());
        tickets.use(new PeerKey(
                Base64.getEncoder().encodeToString(Tickets.key(name)),
                Instant.now().plusSeconds(60)));
        this.server = sharing.serve(new Here(), tickets, mostUploads, new Bandwidth(0));
        this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext(PeerServer.PATH, server);
        http.start();
        this.swarms = new Swarms(
                name,
                new Swarms.Directory() {
                    @Override
                    public Optional<List<WeightsPeer>> peers(String modelKey) {
                        return Optional.of(swarm.peersOf(name));
                    }

                    @Override
                    public boolean isFetching(String modelKey) {
                        return !whole;
                    }
                },
                engine::sourcesChanged,
                new OkHttpClient(),
                readers,
                sharing);
    }

    private final class Here implements SharedWeights {
        @Override
        public Optional<Shared> find(String modelKey) {
            boolean known = modelKey.equals(KEY) && (whole || job.isPresent());
            return known
                    ? Optional.of(new Shared(
                            swarm.contents().stream().map(Content::path).toList(), whole))
                    : Optional.empty();
        }

        @Override
        public Optional<ChunkView> open(String modelKey, String path) throws IOException {
            Content content = swarm.contents().stream()
                    .filter(c -> c.path().equals(path))
                    .findFirst()
                    .orElseThrow();
            Path target = landed.get(content.path());
            return target == null ? engine.view(content.id()) : Optional.of(FileView.whole(target));
        }
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    WeightsPeer asPeerOf(String other) {
        return new WeightsPeer(name, base(), Tickets.make(name, other, KEY));
    }

    Job fetch() {
        Job begun = engine.submit(new Job.Request(KEY, 0, swarm.contents(), this::locate));
        job = Optional.of(begun);
        return begun;
    }

    private Located locate() {
        Map<String, FileChunks> chunks = swarm.chunks();
        var answer = new LocationsAnswer(
                List.of(), Instant.now().plusSeconds(600), swarm.peersOf(name), List.copyOf(chunks.values()));
        Map<String, List<ChunkSource>> places = swarm.contents().stream()
                .collect(Collectors.toMap(Content::path, c -> swarms.sources(KEY, c, List.of(web(c)), answer)));
        return new Located(places, chunks, answer.validUntil());
    }

    private ChunkSource web(Content content) {
        return new WebSource(swarm.origin().url(content.path()), Map::of, content, readers);
    }

    void await() throws Exception {
        job.orElseThrow().await();
        whole = true;
        swarms.leave(KEY);
    }

    /** Has the files from earlier. */
    SwarmNode holding() throws IOException {
        for (Content content : swarm.contents()) {
            Path file = directory.resolve("held-" + content.id());
            Files.write(file, swarm.origin().files.get(content.path()));
            landed.put(content.path(), file);
        }
        whole = true;
        return this;
    }

    Path file(String path) {
        return Optional.ofNullable(landed.get(path)).orElseThrow();
    }

    void stop() {
        http.stop(0);
        swarms.close();
        engine.close();
    }

    @Override
    public void close() throws IOException {
        stop();
        server.close();
        readers.close();
    }
}
