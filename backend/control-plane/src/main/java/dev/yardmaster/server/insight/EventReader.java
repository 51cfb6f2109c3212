package dev.yardmaster.server.insight;

import dev.yardmaster.contract.event.Change;
import dev.yardmaster.contract.event.Event;
import dev.yardmaster.contract.event.Events;
import dev.yardmaster.server.insight.store.EventStore;
import dev.yardmaster.server.platform.change.Changes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** The history for everybody who asks, within bounds. */
@Service
class EventReader implements Events {
    static final Duration KEPT = Duration.ofDays(14);
    static final long MOST_KEPT = 100_000;
    private static final int MOST = 1000;

    private final EventStore store;
    private final Changes changes;
    private final Clock clock;

    EventReader(EventStore store, Changes changes, Clock clock) {
        this.store = store;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public List<Event> latest(int max) {
        return store.latest("", "", bounded(max));
    }

    @Override
    public List<Event> about(String kind, String name, int max) {
        return store.latest(kind, name, bounded(max));
    }

    @Override
    public List<Event> after(long id, int max) {
        return store.after(id, "", "", bounded(max));
    }

    @Override
    public Subscription subscribe(Consumer<Change> listener) {
        return changes.listen(listener);
    }

    private static int bounded(int max) {
        return Math.clamp(max, 1, MOST);
    }

    @Scheduled(fixedDelay = 10, initialDelay = 5, timeUnit = TimeUnit.MINUTES)
    void forget() {
        store.forget(clock.instant().minus(KEPT), MOST_KEPT);
    }
}
