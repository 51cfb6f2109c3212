package dev.yardmaster.server.catalog.hub.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("hub-sweep").factory());
    private volatile boolean running;

    BlobSweep(List<Sweepable> places, HubProperties properties, Clock clock) {
        this.places = places;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        long period = properties.sweep().toMillis();
        timer.scheduleWithFixedDelay(this::sweep, period, period, TimeUnit.MILLISECONDS);
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
        timer.shutdownNow();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
