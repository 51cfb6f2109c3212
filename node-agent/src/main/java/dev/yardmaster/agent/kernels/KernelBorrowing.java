package dev.yardmaster.agent.kernels;

import dev.yardmaster.agent.engine.KernelCaches;
import dev.yardmaster.agent.engine.Preparation;
import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.agent.weights.EventLog;
import dev.yardmaster.agent.weights.peer.PeerSharing;
import dev.yardmaster.contract.agent.AgentEvent;
import dev.yardmaster.contract.agent.CacheRequest;
import dev.yardmaster.contract.agent.CacheSources.Source;
import dev.yardmaster.contract.agent.Launch;
import dev.yardmaster.contract.engine.KernelCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Asks other nodes for kernels before an engine is started that has none of its own here. Whatever goes wrong only means
 * that it compiles them, and a launch never waits longer than the limits say.
 */
final class KernelBorrowing implements Preparation, AutoCloseable {
    private static final AgentLog LOG = new AgentLog("kernels");
    private static final Duration END = Duration.ofSeconds(5);

    private final Preparation images;
    private final KernelCaches caches;
    private final Neighbourhood neighbours;
    private final SnapshotFetch borrowing;
    private final Trust trust;
    private final SharingLimits limits;
    private final Clock clock;
    private final Map<KernelCache, Attempt> attempts = new HashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private record Attempt(boolean over, Instant since) {}

    /** Whom not to ask, and where it is told what came of it. */
    record Trust(PeerSharing peers, EventLog events) {}

    KernelBorrowing(
            Preparation images,
            KernelCaches caches,
            Neighbourhood neighbours,
            SnapshotFetch borrowing,
            Trust trust,
            SharingLimits limits,
            Clock clock) {
        this.images = images;
        this.caches = caches;
        this.neighbours = neighbours;
        this.borrowing = borrowing;
        this.trust = trust;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public Status status(Launch launch) {
        Status image = images.status(launch);
        if (!(image instanceof Ready)) {
            return image;
        }
        List<String> waiting = launch.caches().stream()
                .filter(c -> c.shared().orElse(false) && isAwaited(c))
                .map(KernelCache::name)
                .sorted()
                .toList();
        return waiting.isEmpty()
                ? image
                : new Preparation.Borrowing("Compiled kernels are asked for at other nodes: "
                        + String.join(", ", waiting) + ". Without them the engine compiles its own.");
    }

    private synchronized boolean isAwaited(KernelCache cache) {
        Instant now = clock.instant();
        attempts.values()
                .removeIf(a -> a.over() && !a.since().plus(limits.fetchAgain()).isAfter(now));
        Attempt last = attempts.get(cache);
        if (last != null) {
            return !last.over() && last.since().plus(limits.fetchWithin()).isAfter(now);
        }
        if (threads.isShutdown() || !caches.isVacant(cache.name(), cache.key())) {
            return false;
        }
        attempts.put(cache, new Attempt(false, now));
        threads.execute(() -> attempt(cache));
        return true;
    }

    private void attempt(KernelCache cache) {
        try {
            borrow(cache);
        } catch (RuntimeException e) {
            LOG.error(cache.name() + "/" + cache.key() + ": unexpected: " + e);
        } finally {
            over(cache);
        }
    }

    private synchronized void over(KernelCache cache) {
        attempts.put(cache, new Attempt(true, clock.instant()));
    }

    private void borrow(KernelCache cache) {
        long end = System.nanoTime() + limits.fetchWithin().toNanos();
        String problem = "";
        for (Source source :
                neighbours.sources(new CacheRequest(cache.name(), cache.key())).sources()) {
            String node = source.peer().node();
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (trust.peers().isDistrusted(node) || !left.isPositive()) {
                continue;
            }
            try {
                if (borrowing.borrow(cache.name(), cache.key(), source, left)) {
                    tell(
                            AgentEvent.Type.KERNELS_FETCHED,
                            cache,
                            "Compiled kernels came from " + node + ", " + source.bytes() + " bytes.");
                }
                return;
            } catch (BadSnapshot e) {
                problem = node + " gave wrong kernels: " + e.getMessage() + ".";
                trust.peers().distrust(node, about(cache), problem);
            } catch (IOException | UncheckedIOException e) {
                problem = node + " did not give kernels: " + e.getMessage() + ".";
            }
        }
        if (!problem.isEmpty()) {
            tell(AgentEvent.Type.KERNELS_UNAVAILABLE, cache, problem + " The engine compiles its own.");
        }
    }

    private void tell(AgentEvent.Type type, KernelCache cache, String sentence) {
        trust.events().add(type, about(cache), sentence);
    }

    private static String about(KernelCache cache) {
        return cache.name() + "/" + cache.key();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Kernels are still being fetched.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
