package dev.yardmaster.agent;

import dev.yardmaster.agent.config.AgentConfig;
import dev.yardmaster.agent.kernels.KernelSharing;
import dev.yardmaster.agent.link.ServerLink;
import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.agent.platform.Backoff;
import dev.yardmaster.agent.platform.Loop;
import dev.yardmaster.agent.status.StatusServer;
import dev.yardmaster.agent.weights.WeightsStore;
import dev.yardmaster.agent.weights.peer.PeerServer;
import dev.yardmaster.agent.weights.peer.PeerSharing;
import dev.yardmaster.agent.weights.peer.PeerTickets;
import dev.yardmaster.agent.weights.peer.SharedWeights;
import dev.yardmaster.agent.weights.peer.Swarms;
import dev.yardmaster.agent.weights.source.Readers;
import dev.yardmaster.agent.weights.transfer.Bandwidth;
import dev.yardmaster.agent.weights.transfer.ChunkView;
import dev.yardmaster.agent.weights.transfer.WeightsProblem;
import dev.yardmaster.contract.agent.AgentEvent;
import dev.yardmaster.contract.agent.LocationsRequest;
import dev.yardmaster.contract.agent.PeerKey;
import dev.yardmaster.contract.agent.PeerOffer;
import dev.yardmaster.contract.agent.WeightsPeer;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import okhttp3.OkHttpClient;

/** Weights from other nodes and for them: what they are asked, what they are given, and the key to that. */
final class PeerExchange implements AutoCloseable {
    private static final AgentLog LOG = new AgentLog("peers");
    private static final int UPLOADS = 32;
    private static final Backoff NO_KEY = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
    private static final Duration TIDY = Duration.ofSeconds(10);
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]");
    private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

    private final AgentConfig config;
    private final Clock clock;
    private final CompletableFuture<ServerLink> link = new CompletableFuture<>();
    private final CompletableFuture<WeightsStore> weights = new CompletableFuture<>();
    private final PeerTickets tickets;
    private final PeerSharing sharing;
    private final Bandwidth uploads;
    private final OkHttpClient http;
    private final PeerServer server;
    private final Swarms swarms;
    private final Loop offering = new Loop("peer-offer", this::offer);
    private final Loop tidying = new Loop("peer-tidy", this::tidy);
    private volatile Optional<PeerOffer> offer = Optional.empty();
    private int refusals;

    PeerExchange(AgentConfig config, OkHttpClient http, Readers readers, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.tickets = new PeerTickets(clock);
        this.sharing = new PeerSharing(
                (key, sentence) -> weights.join().events().add(AgentEvent.Type.PEER_DISTRUSTED, key, sentence));
        this.http = http;
        this.uploads = new Bandwidth(config.weights().uploadBandwidth());
        this.server = sharing.serve(new Shelf(), tickets, UPLOADS, uploads);
        this.swarms = new Swarms(
                config.nodeName(),
                new Neighbours(),
                () -> weights.join().engine().sourcesChanged(),
                http,
                readers,
                sharing);
    }

    void connect(ServerLink toServer, WeightsStore store) {
        link.complete(toServer);
        weights.complete(store);
        store.remember(sharing);
    }

    /** What else is given to others and taken from them goes by the same tickets, distrust and bandwidth. */
    KernelSharing.Peering peering() {
        return new KernelSharing.Peering(sharing, tickets, uploads, http);
    }

    Swarms swarms() {
        return swarms;
    }

    /** From now on others are let in, once there is a key; before the port answers. */
    void start(StatusServer status) {
        status.with(PeerServer.PATH, server);
        offer = reachable().map(base -> new PeerOffer(URI.create("http://" + base + ":" + status.port())));
        if (offer.isEmpty()) {
            LOG.info("Others are not given weights: they are told of " + config.engineHost()
                    + ", but the agent listens on " + config.listen().host() + ". Set YARD_AGENT_HOST.");
        }
        offering.start();
        tidying.start();
    }

    /** The host that engines are told of to others, if the agent's own port can be reached there. */
    private Optional<String> reachable() {
        String told = config.engineHost();
        String listens = config.listen().host();
        boolean same = told.equals(listens) || HERE.contains(told) && HERE.contains(listens);
        boolean there = EVERYWHERE.contains(listens) || same;
        return there
                ? Optional.of(told.contains(":") && !told.startsWith("[") ? "[" + told + "]" : told)
                : Optional.empty();
    }

    private Duration offer() {
        Optional<PeerKey> key = offer.flatMap(o -> link.join().offer(o));
        key.ifPresent(tickets::use);
        refusals = key.isPresent() ? 0 : refusals + 1;
        Duration pause =
                NO_KEY.delay(Math.max(1, refusals), ThreadLocalRandom.current().nextDouble());
        return key.map(k -> Duration.between(clock.instant(), k.validUntil()))
                .filter(left -> left.compareTo(pause) > 0)
                .orElse(pause);
    }

    private Duration tidy() {
        try {
            server.tidy();
        } catch (IOException e) {
            LOG.warn("A file that was shared cannot be closed: " + e.getMessage());
        }
        return TIDY;
    }

    private final class Shelf implements SharedWeights {
        @Override
        public Optional<Shared> find(String modelKey) {
            WeightsStore store = weights.join();
            boolean whole = store.isHeld(modelKey);
            return store.paths(modelKey).map(paths -> new Shared(paths, whole));
        }

        @Override
        public Optional<ChunkView> open(String modelKey, String path) throws IOException {
            return weights.join().view(modelKey, path);
        }
    }

    private final class Neighbours implements Swarms.Directory {
        /** Asks about one file only, because all that matters is who else there is. */
        @Override
        public Optional<List<WeightsPeer>> peers(String modelKey) {
            Optional<String> one =
                    weights.join().paths(modelKey).flatMap(p -> p.stream().findFirst());
            try {
                return one.map(path -> link.join()
                        .locations(new LocationsRequest(modelKey, List.of(path)))
                        .peers());
            } catch (WeightsProblem e) {
                return Optional.empty();
            }
        }

        @Override
        public boolean isFetching(String modelKey) {
            WeightsStore store = weights.join();
            return !store.isHeld(modelKey) && store.paths(modelKey).isPresent();
        }
    }

    /** For the agent's metrics page. */
    String metrics() {
        return counter("yard_agent_peer_sent_bytes_total", "Bytes given to other nodes.", server.sentBytes())
                + counter("yard_agent_peer_turned_away_total", "Requests told to come later.", server.turnedAway())
                + counter("yard_agent_peers_distrusted_total", "Nodes that gave wrong bytes.", sharing.distrusted())
                + metric(
                        "yard_agent_peers_listened_to",
                        "Nodes that are asked what they have.",
                        "gauge",
                        swarms.listening());
    }

    private static String counter(String name, String help, long value) {
        return metric(name, help, "counter", value);
    }

    private static String metric(String name, String help, String type, long value) {
        return "# HELP " + name + " " + help + "\n# TYPE " + name + " " + type + "\n" + name + " " + value + "\n";
    }

    @Override
    public void close() {
        offering.close();
        tidying.close();
        swarms.close();
        try {
            server.close();
        } catch (IOException e) {
            LOG.warn("A file that was shared cannot be closed: " + e.getMessage());
        }
    }
}
