package dev.yardmaster.server.routes.internal;

import dev.yardmaster.contract.event.Change;
import dev.yardmaster.contract.route.RouteTable;
import dev.yardmaster.server.access.RouteKeys;
import dev.yardmaster.server.deployments.ServingDeployments;
import dev.yardmaster.server.platform.change.Changes;
import dev.yardmaster.server.platform.poll.LongPoll;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** Gateways that wait for the next table. However many wait, one compiles. */
@Service
public class RouteFeed {
    private static final String ALL = "routes";
    private static final int MOST_WAITING = 1_000;
    private static final Duration RECHECK = Duration.ofSeconds(2);

    private final LongPoll waiting = new LongPoll(MOST_WAITING, RECHECK);
    private final ReentrantLock making = new ReentrantLock();
    private final AtomicLong news = new AtomicLong();
    private final RouteMaker maker;
    private volatile Made made = new Made(RouteTable.EMPTY, -1, 0);

    RouteFeed(RouteMaker maker, Changes changes) {
        this.maker = maker;
        changes.listen(this::hear);
    }

    /** @param news what the counter stood at before it was made */
    private record Made(RouteTable table, long news, long nanos) {}

    private void hear(Change change) {
        if (change.kind().equals(ServingDeployments.CHANGE_KIND)
                || change.kind().equals(RouteKeys.CHANGE_KIND)) {
            news.incrementAndGet();
            waiting.wake(ALL);
        }
    }

    @EventListener(ContextClosedEvent.class)
    void serverStops() {
        waiting.end();
    }

    /**
     * The table as soon as it is another than the one that is held; empty when it stayed the same. Another rather than
     * newer, so that a gateway comes back from a database that was restored.
     */
    public Optional<RouteTable> next(long held, Duration wait) {
        return waiting.await(ALL, wait, () -> Optional.of(current()).filter(t -> t.version() != held));
    }

    private RouteTable current() {
        Made last = made;
        return fresh(last) ? last.table() : make();
    }

    /** Keys expire and news may be missed, so nothing is kept for long. */
    private boolean fresh(Made last) {
        return last.news() == news.get() && System.nanoTime() - last.nanos() < RECHECK.toNanos();
    }

    private RouteTable make() {
        making.lock();
        try {
            if (!fresh(made)) {
                long before = news.get();
                made = new Made(maker.make(), before, System.nanoTime());
            }
            return made.table();
        } finally {
            making.unlock();
        }
    }
}
