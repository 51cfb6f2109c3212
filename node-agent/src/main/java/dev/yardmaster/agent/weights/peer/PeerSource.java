package dev.yardmaster.agent.weights.peer;

import dev.yardmaster.agent.weights.source.Readers;
import dev.yardmaster.agent.weights.source.WebSource;
import dev.yardmaster.agent.weights.transfer.ChunkRun;
import dev.yardmaster.agent.weights.transfer.ChunkSink;
import dev.yardmaster.agent.weights.transfer.ChunkSource;
import dev.yardmaster.agent.weights.transfer.Chunks;
import dev.yardmaster.agent.weights.transfer.Content;
import dev.yardmaster.agent.weights.transfer.SourceProblem;
import dev.yardmaster.agent.weights.transfer.SourceProblem.What;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All peers that have chunks of one file, as one source. A peer's failure is the swarm's business, never the file's. */
final class PeerSource implements ChunkSource {
    private final ModelSwarm swarm;
    private final Content content;
    private final Optional<List<String>> expected;
    private final SwarmGround ground;

    /** @param expected hashes of the file's chunks, where the server knows them */
    PeerSource(ModelSwarm swarm, Content content, Optional<List<String>> expected, SwarmGround ground) {
        this.swarm = swarm;
        this.content = content;
        this.expected = expected.filter(e -> e.size() == content.chunks().count());
        this.ground = ground;
    }

    @Override
    public Kind kind() {
        return Kind.PEER;
    }

    @Override
    public String host() {
        return "peers of " + swarm.modelKey;
    }

    @Override
    public Optional<ChunkRun> choose(BitSet missing, int atMost) {
        return swarm.fromPeer(content.path(), missing, atMost, ground.nanoTime());
    }

    /** Its bytes are not what they should be, or it turned out that nobody asked for them. */
    private static final class Wrong extends IOException {
        private static final long serialVersionUID = 1L;

        Wrong(String sentence) {
            super(sentence);
        }
    }

    @Override
    public void read(long from, long to, ChunkSink sink) throws SourceProblem, IOException {
        Chunks chunks = content.chunks();
        Optional<Peer> chosen = swarm.begin(content.path(), chunks.at(from), ground.nanoTime());
        if (chosen.isEmpty()) {
            throw new SourceProblem(What.UNREACHABLE, "No peer has chunk " + chunks.at(from) + " any more.");
        }
        Peer peer = chosen.get();
        try (StallWatch.Watched watched = ground.stalls().watch()) {
            var hashing = new ChunkHashing(sink, chunks, from, new Watching(peer, watched));
            web(peer, ground.readers()).read(from, to, hashing);
            swarm.worked(peer);
        } catch (Wrong e) {
            swarm.failed(peer, ground.nanoTime());
            throw new SourceProblem(What.UNREACHABLE, String.valueOf(e.getMessage()));
        } catch (SourceProblem e) {
            troubled(peer, chunks.at(from), e);
            throw new SourceProblem(What.UNREACHABLE, peer.node + ": " + e.sentence());
        } finally {
            swarm.end(peer);
        }
    }

    private WebSource web(Peer peer, Readers readers) {
        URI address = URI.create(PeerCalls.trimmed(peer.base()) + PeerServer.PATH + "weights/" + swarm.modelKey
                + "/files/" + encoded(content.path()));
        String ticket = peer.ticket();
        return new WebSource(address, () -> Map.of("Authorization", "Bearer " + ticket), content, readers);
    }

    private static String encoded(String path) {
        return Stream.of(path.split("/"))
                .map(s -> URLEncoder.encode(s, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }

    private void troubled(Peer peer, int first, SourceProblem problem) {
        long now = ground.nanoTime();
        switch (problem.what()) {
            case BUSY -> swarm.busy(peer, now, problem.pause());
            case REFUSED, CHANGED, MALFORMED, NO_RANGES -> {
                swarm.lied(peer, content.path(), first);
                swarm.failed(peer, now);
            }
            case UNREACHABLE, DENIED, UNFIT -> swarm.failed(peer, now);
        }
    }

    private final class Watching implements ChunkHashing.Watcher {
        private final Peer peer;
        private final StallWatch.Watched watched;

        Watching(Peer peer, StallWatch.Watched watched) {
            this.peer = peer;
            this.watched = watched;
        }

        @Override
        public void moved() {
            watched.busy();
            ground.activity().moved(swarm.modelKey);
        }

        @Override
        public void taken() {
            watched.waiting();
        }

        @Override
        public void opened(Closeable connection) {
            watched.connection(connection);
        }

        @Override
        public void hashed(int chunk, String sha256) throws IOException {
            Optional<String> promised =
                    expected.map(e -> e.get(chunk)).or(() -> swarm.announced(peer, content.path(), chunk));
            if (promised.isPresent() && !promised.get().equals(sha256)) {
                String sentence = peer.node + " gave wrong bytes of " + content.path() + ", chunk " + chunk + ".";
                ground.trust().wrongBytes(peer.node, swarm.modelKey, sentence);
                throw new Wrong(sentence);
            }
        }

        @Override
        public void written(int chunk, String sha256) {
            swarm.given(peer, content.path(), chunk, sha256, ground.nanoTime());
            swarm.moved(content.path(), ground.nanoTime());
            ground.hashes().put(swarm.modelKey, content.path(), chunk, sha256);
        }
    }
}
