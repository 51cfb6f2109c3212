package dev.yardmaster.agent.kernels;

import dev.yardmaster.agent.engine.KernelCaches;
import dev.yardmaster.agent.engine.Preparation;
import dev.yardmaster.agent.platform.DurableFiles;
import dev.yardmaster.agent.platform.Loop;
import dev.yardmaster.agent.weights.EventLog;
import dev.yardmaster.agent.weights.peer.PeerSharing;
import dev.yardmaster.agent.weights.peer.PeerTickets;
import dev.yardmaster.agent.weights.transfer.Bandwidth;
import dev.yardmaster.contract.engine.KernelCache;
import java.time.Clock;
import java.util.Set;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;

/** Kernels for other nodes and from them. */
public final class KernelSharing implements AutoCloseable {
    private final KernelCaches caches;
    private final Seals seals;
    private final Neighbourhood neighbours;
    private final SharingLimits limits;
    private final Clock clock;
    private final KernelBorrowing borrowing;
    private final KernelServer server;
    private final Loop lending;

    /**
     * How nodes know one another.
     *
     * @param bandwidth of all uploads together
     */
    public record Peering(PeerSharing sharing, PeerTickets tickets, Bandwidth bandwidth, OkHttpClient http) {}

    /**
     * @param images what has to be ready before kernels are asked for
     * @param serving kernels of engines that serve, which may be given to others
     */
    public KernelSharing(
            KernelCaches caches,
            Preparation images,
            Peering peering,
            Neighbourhood neighbours,
            EventLog events,
            Supplier<Set<KernelCache>> serving,
            SharingLimits limits,
            Clock clock) {
        this.caches = caches;
        this.neighbours = neighbours;
        this.limits = limits;
        this.clock = clock;
        this.seals = new Seals(caches, limits);
        this.borrowing = new KernelBorrowing(
                images,
                caches,
                neighbours,
                new SnapshotFetch(caches, limits, peering.http()),
                new KernelBorrowing.Trust(peering.sharing(), events),
                limits,
                clock);
        this.server = new KernelServer(seals, peering.tickets(), peering.bandwidth());
        this.lending = lending(serving);
        DurableFiles.deleteTree(caches.incoming());
    }

    private Loop lending(Supplier<Set<KernelCache>> serving) {
        var pass = new KernelLending(caches, seals, neighbours, serving, limits, clock);
        return Loop.heavy("kernels", pass::pass);
    }

    /** In place of the one that images alone need. */
    public Preparation preparation() {
        return borrowing;
    }

    /** What others ask. */
    public KernelServer server() {
        return server;
    }

    public void start() {
        lending.start();
    }

    @Override
    public void close() {
        lending.close();
        borrowing.close();
    }
}
