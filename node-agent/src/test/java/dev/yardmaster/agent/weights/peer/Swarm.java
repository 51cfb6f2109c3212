package dev.yardmaster.agent.weights.peer;

import dev.yardmaster.agent.platform.Digests;
import dev.yardmaster.agent.weights.FaultyOrigin;
import dev.yardmaster.agent.weights.transfer.Chunks;
import dev.yardmaster.agent.weights.transfer.Content;
import dev.yardmaster.contract.agent.FileChunks;
import dev.yardmaster.contract.agent.WeightsPeer;
import dev.yardmaster.contract.catalog.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** Several nodes in one process, each with its own port, over one origin. */
final class Swarm implements AutoCloseable {
    private final FaultyOrigin origin = new FaultyOrigin();
    private final List<Content> contents = new CopyOnWriteArrayList<>();
    private final Map<String, FileChunks> chunks = new ConcurrentHashMap<>();
    private final List<SwarmNode> nodes = new CopyOnWriteArrayList<>();
    private final List<WeightsPeer> strangers = new CopyOnWriteArrayList<>();
    private final Path directory;
    private final Random random;
    private volatile boolean chunksKnown;
    private volatile Patience patience = Patience.USUAL;

    Swarm(Path directory, long seed) throws IOException {
        this.directory = directory;
        this.random = new Random(seed);
    }

    /** Nobody is given up because this machine is busy. */
    Swarm patient() {
        patience = new Patience(
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(80),
                Duration.ofSeconds(60));
        return this;
    }

    FaultyOrigin origin() {
        return origin;
    }

    /** @param stated whether the source states its SHA-256 */
    Swarm file(String path, int size, boolean stated) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        origin.files.put(path, bytes);
        String sha256 = sha256(bytes, 0, size);
        contents.add(Content.of(
                SwarmNode.KEY, new ModelFile(path, size, stated ? sha256 : "", stated ? "" : "etag:\"v1\"")));
        Chunks cut = Chunks.of(size);
        List<String> hashes = IntStream.range(0, cut.count())
                .mapToObj(c -> sha256(bytes, (int) cut.start(c), cut.length(c)))
                .toList();
        chunks.put(path, new FileChunks(path, sha256, cut.chunkBytes(), hashes));
        return this;
    }

    private static String sha256(byte[] bytes, int from, int length) {
        var digest = Digests.sha256();
        digest.update(bytes, from, length);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** From now on the server knows the hashes of all chunks. */
    Swarm knowsChunks() {
        chunksKnown = true;
        return this;
    }

    Map<String, FileChunks> chunks() {
        return chunksKnown ? chunks : Map.of();
    }

    List<Content> contents() {
        return contents;
    }

    SwarmNode node(String name) throws IOException {
        return node(name, 32);
    }

    SwarmNode node(String name, int mostUploads) throws IOException {
        SwarmNode node = new SwarmNode(name, this, directory.resolve(name), mostUploads, patience);
        nodes.add(node);
        return node;
    }

    List<SwarmNode> nodes(int number) throws IOException {
        List<SwarmNode> some = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            some.add(node("n" + i));
        }
        return some;
    }

    /** A peer that is none of ours. */
    void stranger(WeightsPeer peer) {
        strangers.add(peer);
    }

    List<WeightsPeer> peersOf(String name) {
        List<WeightsPeer> peers = new ArrayList<>(strangers);
        nodes.stream().filter(n -> !n.name.equals(name)).forEach(n -> peers.add(n.asPeerOf(name)));
        return peers;
    }

    long bytes() {
        return contents.stream().mapToLong(Content::size).sum();
    }

    @Override
    public void close() throws IOException {
        for (SwarmNode node : nodes) {
            node.close();
        }
        origin.close();
    }
}
