package dev.yardmaster.agent.weights.peer;

import dev.yardmaster.agent.weights.transfer.ChunkRun;
import dev.yardmaster.agent.weights.transfer.ChunkSink;
import dev.yardmaster.agent.weights.transfer.ChunkSource;
import dev.yardmaster.agent.weights.transfer.Content;
import dev.yardmaster.agent.weights.transfer.SourceProblem;
import java.io.Closeable;
import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;

/** An origin that is asked for this node's share only, while there are others to share with. */
final class SharedOrigin implements ChunkSource {
    private final ChunkSource origin;
    private final ModelSwarm swarm;
    private final Content content;
    private final SwarmGround ground;

    SharedOrigin(ChunkSource origin, ModelSwarm swarm, Content content, SwarmGround ground) {
        this.origin = origin;
        this.swarm = swarm;
        this.content = content;
        this.ground = ground;
    }

    @Override
    public Kind kind() {
        return origin.kind();
    }

    @Override
    public String host() {
        return origin.host();
    }

    @Override
    public boolean answersRanges() {
        return origin.answersRanges();
    }

    @Override
    public Optional<ChunkRun> choose(BitSet missing, int atMost) {
        long now = ground.nanoTime();
        return swarm.hasCompany(now)
                ? swarm.fromOrigin(content.path(), missing, atMost, now)
                : origin.choose(missing, atMost);
    }

    @Override
    public void read(long from, long to, ChunkSink sink) throws SourceProblem, IOException {
        swarm.originBegan();
        // Alone, with nothing to prove, nobody asks for hashes of chunks; making them would double the cost of a fetch.
        long now = ground.nanoTime();
        boolean alone = !swarm.hasCompany(now) && !swarm.hasUnproved(content.path(), now);
        try {
            origin.read(from, to, alone ? sink : new ChunkHashing(sink, content.chunks(), from, new Watching()));
        } finally {
            swarm.originEnded();
        }
    }

    private final class Watching implements ChunkHashing.Watcher {
        @Override
        public void moved() {
            ground.activity().moved(swarm.modelKey);
        }

        @Override
        public void taken() {
            // Nothing waits for an origin but the engine.
        }

        @Override
        public void opened(Closeable connection) {
            // The engine ends it where that is needed.
        }

        @Override
        public void hashed(int chunk, String sha256) {
            swarm.takeBack(content.path(), chunk, ground.nanoTime())
                    .filter(g -> !g.sha256().equals(sha256))
                    .ifPresent(g -> ground.trust()
                            .wrongBytes(
                                    g.node(),
                                    swarm.modelKey,
                                    g.node() + " gave other bytes of " + content.path() + ", chunk " + chunk
                                            + ", than their source."));
        }

        @Override
        public void written(int chunk, String sha256) {
            swarm.moved(content.path(), ground.nanoTime());
            ground.hashes().put(swarm.modelKey, content.path(), chunk, sha256);
        }
    }
}
