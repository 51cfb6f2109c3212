package dev.yardmaster.agent.weights.peer;

import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.agent.platform.Loop;
import dev.yardmaster.agent.weights.Peers;
import dev.yardmaster.agent.weights.source.Readers;
import dev.yardmaster.agent.weights.transfer.ChunkSource;
import dev.yardmaster.agent.weights.transfer.Content;
import dev.yardmaster.contract.agent.FileChunks;
import dev.yardmaster.contract.agent.LocationsAnswer;
import dev.yardmaster.contract.agent.WeightsPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;

/** The swarms that this node takes part in, one for each model that it fetches. */
public final class Swarms implements Peers, AutoCloseable {
    private static final AgentLog LOG = new AgentLog("peers");
    private static final Duration LONG_POLL = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final String self;
    private final Directory directory;
    private final Runnable news;
    private final PeerCalls calls;
    private final SwarmGround ground;
    private final PeerSharing sharing;
    private final Map<String, Membership> swarms = new ConcurrentHashMap<>();
    private final Loop looking = new Loop("peers", this::look);

    /** Asks the server who else has or fetches a model. */
    public interface Directory {
        /** Blocks; empty where it cannot be told now. */
        Optional<List<WeightsPeer>> peers(String modelKey);

        /** Whether this node still brings the model in; where not, nobody is listened to any more. */
        boolean isFetching(String modelKey);
    }

    /**
     * @param self name of this node
     * @param news called when a peer has something new: whoever fetches looks again
     */
    public Swarms(
            String self,
            Directory directory,
            Runnable news,
            OkHttpClient client,
            Readers readers,
            PeerSharing sharing) {
        this.self = self;
        this.directory = directory;
        this.news = news;
        this.calls = new PeerCalls(client);
        this.sharing = sharing;
        this.ground = new SwarmGround(
                readers,
                sharing.trust(),
                sharing.hashes(),
                sharing.activity(),
                new StallWatch(sharing.patience().stall()));
        looking.start();
    }

    /**
     * Sources of one file, in the order in which they are asked: its peers, and its origins as far as they are this
     * node's to ask. Called again, it goes on with what it knows.
     */
    @Override
    public List<ChunkSource> sources(
            String modelKey, Content content, List<ChunkSource> origins, LocationsAnswer answer) {
        Membership membership = swarms.computeIfAbsent(
                modelKey, k -> new Membership(new ModelSwarm(k, self, sharing.trust(), sharing.patience())));
        membership.told(answer.peers());
        Optional<List<String>> expected = answer.chunks().stream()
                .filter(c -> c.path().equals(content.path()))
                .filter(c -> c.chunkBytes() == content.chunks().chunkBytes())
                .map(FileChunks::chunks)
                .findFirst();
        ChunkSource peers = new PeerSource(membership.swarm, content, expected, ground);
        Stream<ChunkSource> shared = origins.stream().map(o -> new SharedOrigin(o, membership.swarm, content, ground));
        return Stream.concat(Stream.of(peers), shared).toList();
    }

    /** The model is here, or nobody wants it any more. */
    public void leave(String modelKey) {
        Optional.ofNullable(swarms.remove(modelKey)).ifPresent(Membership::end);
    }

    /** How many nodes are listened to now. */
    public int listening() {
        return swarms.values().stream().mapToInt(m -> m.listeners.size()).sum();
    }

    private Duration look() {
        ground.stalls().look();
        swarms.keySet().stream().filter(k -> !directory.isFetching(k)).toList().forEach(this::leave);
        swarms.values().forEach(Membership::refresh);
        return LOOK;
    }

    @Override
    public void close() {
        looking.close();
        List.copyOf(swarms.keySet()).forEach(this::leave);
    }

    /** One swarm, and the threads that listen to its members. */
    private final class Membership {
        final ModelSwarm swarm;
        final List<Thread> listeners = new ArrayList<>();
        private final long beganAt = System.nanoTime();
        private long askedAt = System.nanoTime();
        private volatile boolean ended;
        private volatile boolean asking;

        Membership(ModelSwarm swarm) {
            this.swarm = swarm;
        }

        synchronized void told(List<WeightsPeer> peers) {
            if (ended) {
                return;
            }
            listeners.removeIf(t -> !t.isAlive());
            for (Peer peer : swarm.told(peers, System.nanoTime())) {
                listeners.add(Thread.ofVirtual().name("peer-" + peer.node).start(() -> listen(peer)));
            }
        }

        /** Often at first, when nodes that were told of the model at the same time come to it one by one. */
        void refresh() {
            long now = System.nanoTime();
            Duration every =
                    now - beganAt < Duration.ofSeconds(15).toNanos() ? Duration.ofSeconds(1) : Duration.ofSeconds(5);
            if (!asking && now - askedAt > every.toNanos()) {
                asking = true;
                askedAt = now;
                Thread.ofVirtual().name("peers-of-" + swarm.modelKey).start(this::ask);
            }
        }

        private void ask() {
            try {
                directory.peers(swarm.modelKey).ifPresent(this::told);
            } catch (RuntimeException e) {
                LOG.warn("The peers of " + swarm.modelKey + " cannot be told: " + e);
            } finally {
                asking = false;
            }
        }

        private void listen(Peer peer) {
            int failures = 0;
            while (!ended && swarm.knows(peer)) {
                long wait;
                try {
                    wait = hear(peer);
                    failures = 0;
                } catch (IOException e) {
                    failures++;
                    swarm.notHeard(peer);
                    wait = 250L << Math.min(6, failures);
                }
                if (!sleep(wait)) {
                    return;
                }
            }
        }

        /** Answers how many milliseconds to wait before the next call. */
        private long hear(Peer peer) throws IOException {
            Optional<ChunkNews> heard =
                    calls.news(peer.base(), peer.ticket(), swarm.modelKey, peer.boot, peer.next, LONG_POLL);
            if (heard.isEmpty()) {
                swarm.heardNothing(peer);
                return 500;
            }
            boolean more = swarm.heard(peer, heard.get(), System.nanoTime());
            if (more) {
                news.run();
            }
            return heard.get().whole() ? LONG_POLL.toMillis() : more ? 20 : 250;
        }

        private static boolean sleep(long millis) {
            try {
                Thread.sleep(millis);
                return true;
            } catch (InterruptedException e) {
                return false;
            }
        }

        synchronized void end() {
            ended = true;
            listeners.forEach(Thread::interrupt);
            ground.activity().forget(swarm.modelKey);
        }
    }
}
