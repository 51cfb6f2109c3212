package dev.yardmaster.agent.kernels;

import dev.yardmaster.agent.engine.KernelCaches;
import dev.yardmaster.agent.kernels.Quiet.Look;
import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.contract.agent.CacheOffer;
import dev.yardmaster.contract.agent.CacheOffers;
import dev.yardmaster.contract.engine.KernelCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Seals what engines that serve have compiled, once they are done with it, and tells the server what is there. */
final class KernelLending {
    private static final AgentLog LOG = new AgentLog("kernels");

    private final KernelCaches caches;
    private final Seals seals;
    private final Neighbourhood neighbours;
    private final Supplier<Set<KernelCache>> serving;
    private final SharingLimits limits;
    private final Clock clock;
    private final Quiet quiet;
    private Optional<List<CacheOffer>> told = Optional.empty();
    private Instant toldAt = Instant.EPOCH;

    KernelLending(
            KernelCaches caches,
            Seals seals,
            Neighbourhood neighbours,
            Supplier<Set<KernelCache>> serving,
            SharingLimits limits,
            Clock clock) {
        this.caches = caches;
        this.seals = seals;
        this.neighbours = neighbours;
        this.serving = serving;
        this.limits = limits;
        this.clock = clock;
        this.quiet = new Quiet(limits.quiet(), limits.sealAgain());
    }

    /** One look; returns when to look again. */
    Duration pass() {
        Set<KernelCache> now = serving.get();
        quiet.only(now.stream().map(KernelLending::id).collect(Collectors.toSet()));
        now.forEach(this::look);
        offer();
        return limits.quiet().dividedBy(3);
    }

    private void look(KernelCache cache) {
        String id = id(cache);
        try {
            Look look = look(caches.directory(cache.name(), cache.key()));
            if (quiet.seen(id, look, clock.instant())) {
                quiet.sealed(id, look, clock.instant());
                CacheOffer sealed = seals.seal(cache.name(), cache.key());
                LOG.info("Kernels " + id + " can be given to others: " + sealed.bytes() + " bytes.");
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("Kernels " + id + " are not given to others: " + e.getMessage());
        }
    }

    private static String id(KernelCache cache) {
        return cache.name() + "/" + cache.key();
    }

    private static Look look(Path directory) throws IOException {
        long files = 0;
        long bytes = 0;
        long newest = 0;
        if (!Files.isDirectory(directory)) {
            return Look.EMPTY;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                files++;
                bytes += file.toFile().length();
                newest = Math.max(newest, file.toFile().lastModified());
            }
        }
        return new Look(files, bytes, newest);
    }

    private void offer() {
        List<CacheOffer> now = seals.all();
        Instant time = clock.instant();
        boolean news = !told.equals(Optional.of(now));
        if ((news || !toldAt.plus(limits.offerAgain()).isAfter(time)) && neighbours.offer(new CacheOffers(now))) {
            told = Optional.of(now);
            toldAt = time;
        }
    }
}
