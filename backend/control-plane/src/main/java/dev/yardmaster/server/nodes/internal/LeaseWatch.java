package dev.yardmaster.server.nodes.internal;

import dev.yardmaster.contract.event.Event.Severity;
import dev.yardmaster.server.nodes.Fleet;
import dev.yardmaster.server.nodes.NodeReason;
import dev.yardmaster.server.nodes.store.LeaseStore;
import dev.yardmaster.server.platform.change.EventLog;
import dev.yardmaster.server.platform.leader.LeaderTask;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notices silent nodes. Only the leader does, and only once it has listened for a whole lease: while no server was there
 * to be told, no node was silent.
 */
@Component
class LeaseWatch implements LeaderTask {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseWatch.class);
    private static final Duration EVERY = Duration.ofMillis(500);

    private final LeaseStore store;
    private final TransactionTemplate transactions;
    private final EventLog events;
    private final NodeSettings settings;
    private final Clock clock;
    private Optional<Thread> thread = Optional.empty();

    LeaseWatch(
            LeaseStore store, TransactionTemplate transactions, EventLog events, NodeSettings settings, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.events = events;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "lease-watch";
    }

    @Override
    public synchronized void start() {
        if (thread.isEmpty()) {
            Instant from = clock.instant().plus(settings.leaseFor()).plus(settings.leaseEvery());
            thread = Optional.of(Thread.ofVirtual().name(name()).start(() -> run(from)));
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

    private void run(Instant from) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(EVERY);
                if (!clock.instant().isBefore(from)) {
                    expire();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("Leases could not be looked at: {}", e.getMessage());
            }
        }
    }

    void expire() {
        transactions.executeWithoutResult(_ -> store.expire(clock.instant())
                .forEach(node -> events.record(
                        Severity.WARNING,
                        Fleet.CHANGE_KIND,
                        node,
                        NodeReason.LEASE_EXPIRED,
                        "Its agent did not renew its lease for "
                                + settings.leaseFor().toSeconds() + " s.")));
    }
}
