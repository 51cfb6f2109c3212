package dev.yardmaster.server.nodes.internal;

import dev.yardmaster.contract.agent.LeaseRequest;
import dev.yardmaster.contract.agent.LeaseResponse;
import dev.yardmaster.server.nodes.Fleet;
import dev.yardmaster.server.nodes.NodeReason;
import dev.yardmaster.server.nodes.store.LeaseStore;
import dev.yardmaster.server.nodes.store.LeaseStore.Renewal;
import dev.yardmaster.server.platform.change.EventLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Heartbeats: kept in memory for a moment and written together. One per node waits at most, so there is nothing that
 * could fill up.
 */
@Component
public class LeaseLane implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseLane.class);
    private static final Duration TOGETHER = Duration.ofMillis(200);

    private final Map<String, Renewal> waiting = new ConcurrentHashMap<>();
    private final LeaseStore store;
    private final TransactionTemplate transactions;
    private final EventLog events;
    private final NodeSettings settings;
    private final Clock clock;
    private final HeardLoads loads;
    private volatile boolean running;
    private Optional<Thread> thread = Optional.empty();

    LeaseLane(
            LeaseStore store,
            TransactionTemplate transactions,
            EventLog events,
            NodeSettings settings,
            Clock clock,
            HeardLoads loads) {
        this.store = store;
        this.transactions = transactions;
        this.events = events;
        this.settings = settings;
        this.clock = clock;
        this.loads = loads;
    }

    public LeaseResponse renew(String node, LeaseRequest request) {
        Instant now = clock.instant();
        String boot = Optional.ofNullable(request.bootId()).orElse("");
        loads.heard(node, request.loads());
        waiting.put(node, new Renewal(node, now.plus(settings.leaseFor()), boot, request.assignmentVersion()));
        return new LeaseResponse(now, settings.leaseFor());
    }

    /** Writes what has come together; a failure loses nothing that the next heartbeats do not bring again. */
    void flush() {
        List<Renewal> some = new ArrayList<>();
        for (String node : List.copyOf(waiting.keySet())) {
            Optional.ofNullable(waiting.remove(node)).ifPresent(some::add);
        }
        if (!some.isEmpty()) {
            transactions.executeWithoutResult(_ -> write(some));
        }
    }

    private void write(List<Renewal> renewals) {
        store.renew(renewals);
        store.revive(renewals.stream().map(Renewal::node).sorted().toList(), clock.instant())
                .forEach(node -> events.info(
                        Fleet.CHANGE_KIND, node, NodeReason.LEASE_RENEWED, "Its agent is heard from again."));
    }

    private void run() {
        while (running) {
            try {
                Thread.sleep(TOGETHER);
                flush();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("Heartbeats could not be written: {}", e.getMessage());
            }
        }
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = Optional.of(Thread.ofVirtual().name("leases").start(this::run));
    }

    @Override
    public synchronized void stop() {
        running = false;
        thread.ifPresent(Thread::interrupt);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
