package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.server.deployments.store.LogStore;
import dev.yardmaster.server.platform.leader.Leadership;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Logs outlive their instance by a day. */
@Component
class LogSweep {
    private static final Duration KEPT = Duration.ofDays(1);

    private final LogStore logs;
    private final Leadership leadership;
    private final Clock clock;

    LogSweep(LogStore logs, Leadership leadership, Clock clock) {
        this.logs = logs;
        this.leadership = leadership;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 10, initialDelay = 5, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        if (leadership.leading()) {
            logs.sweep(clock.instant().minus(KEPT));
        }
    }
}
