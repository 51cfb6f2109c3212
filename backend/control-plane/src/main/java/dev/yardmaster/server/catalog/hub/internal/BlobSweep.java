package dev.yardmaster.server.catalog.hub.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Sweeps the hub now and then. Each server sweeps its own disk, so no leader is needed. */
@Component
class BlobSweep implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(BlobSweep.class);

    private final List<Sweepable> places;
    private final HubProperties properties;
    private final Clock clock;
    private volatile Optional<ScheduledExecutorService> timer = Optional.empty();

    BlobSweep(List<Sweepable> places, HubProperties properties, Clock clock) {
        this.places = places;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("hub-sweep").factory());
        long period = properties.sweep().toMillis();
        started.scheduleWithFixedDelay(this::sweep, period, period, TimeUnit.MILLISECONDS);
        timer = Optional.of(started);
    }

    private void sweep() {
        try {
            Instant before = clock.instant().minus(properties.grace());
            for (Sweepable place : places) {
                place.sweep(before);
            }
        } catch (IOException | DataAccessException e) {
            LOG.warn("The hub could not be swept; trying again in {}: {}", properties.sweep(), e.getMessage());
        }
    }

    @Override
    public void stop() {
        timer.ifPresent(ScheduledExecutorService::shutdownNow);
        timer = Optional.empty();
    }

    @Override
    public boolean isRunning() {
        return timer.isPresent();
    }
}
