package dev.yardmaster.agent.supervise;

import com.sun.net.httpserver.HttpServer;
import dev.yardmaster.agent.engine.KernelCaches;
import dev.yardmaster.agent.engine.Preparation;
import dev.yardmaster.agent.kernels.KernelServer;
import dev.yardmaster.agent.kernels.KernelSharing;
import dev.yardmaster.agent.kernels.Neighbourhood;
import dev.yardmaster.agent.kernels.SharingLimits;
import dev.yardmaster.agent.weights.EventLog;
import dev.yardmaster.agent.weights.peer.PeerSharing;
import dev.yardmaster.agent.weights.peer.PeerTickets;
import dev.yardmaster.agent.weights.peer.Tickets;
import dev.yardmaster.agent.weights.transfer.Bandwidth;
import dev.yardmaster.contract.agent.AgentEvent;
import dev.yardmaster.contract.agent.PeerKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.OkHttpClient;

/** One node that shares kernels: a supervisor with real engines, and the agent's port. */
final class KernelNode {
    final String name;
    final Host host;
    final PeerSharing sharing;
    volatile boolean hangs;
    private final EventLog events = new EventLog(Clock.systemUTC());
    private final Path home;
    private final Duration fetchWithin;
    private final Neighbourhood neighbours;
    private final CompletableFuture<KernelSharing> kernels = new CompletableFuture<>();
    private final CompletableFuture<Host> hosted = new CompletableFuture<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    KernelNode(String name, Path home, Duration fetchWithin, Neighbourhood neighbours) throws IOException {
        this.name = name;
        this.home = Files.createDirectories(home);
        this.fetchWithin = fetchWithin;
        this.neighbours = neighbours;
        this.sharing =
                new PeerSharing((about, sentence) -> events.add(AgentEvent.Type.PEER_DISTRUSTED, about, sentence));
        this.host = new Host(home, Host.quick(), this::preparation);
        hosted.complete(host);
        this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 16);
        server.setExecutor(threads);
        server.createContext(KernelServer.PATH, exchange -> {
            while (hangs) {
                pause();
            }
            kernels.join().server().handle(exchange);
        });
        server.start();
        kernels.join().start();
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private Preparation preparation(KernelCaches caches) {
        PeerTickets tickets = new PeerTickets(Clock.systemUTC());
        tickets.use(new PeerKey(Base64.getEncoder().encodeToString(Tickets.key(name)), Instant.MAX));
        var limits = new SharingLimits(
                Duration.ofMillis(200),
                Duration.ZERO,
                Duration.ofMinutes(1),
                fetchWithin,
                Duration.ofMinutes(10),
                1 << 20,
                100);
        kernels.complete(new KernelSharing(
                caches,
                _ -> new Preparation.Ready(),
                new KernelSharing.Peering(sharing, tickets, new Bandwidth(0), new OkHttpClient()),
                neighbours,
                events,
                () -> hosted.join().supervisor.sharedKernels(),
                limits,
                Clock.systemUTC()));
        return kernels.join().preparation();
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    List<AgentEvent.Type> events() {
        return events.next(100).stream().map(AgentEvent::type).toList();
    }

    String log() throws IOException {
        return Files.readString(home.resolve("instances/i1/log"));
    }

    void close() throws Exception {
        hangs = false;
        kernels.join().close();
        host.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
