package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.server.platform.leader.LeaderTask;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reads facts that could not be read when their model or adapter was applied, a few at a time, until they are. */
@Component
class FactsRetry implements LeaderTask {
    private static final Logger LOG = LoggerFactory.getLogger(FactsRetry.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final LateFacts late;
    private Optional<Thread> thread = Optional.empty();

    FactsRetry(LateFacts late) {
        this.late = late;
    }

    @Override
    public String name() {
        return "facts-retry";
    }

    @Override
    public synchronized void start() {
        if (thread.isEmpty()) {
            thread = Optional.of(Thread.ofVirtual().name(name()).start(this::run));
        }
    }

    @Override
    public synchronized void stop() {
        thread.ifPresent(Thread::interrupt);
        try {
            if (thread.isPresent()) {
                thread.get().join(Duration.ofSeconds(5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = Optional.empty();
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(EVERY);
                late.read();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("Facts could not be looked for: {}", e.getMessage());
            }
        }
    }
}
