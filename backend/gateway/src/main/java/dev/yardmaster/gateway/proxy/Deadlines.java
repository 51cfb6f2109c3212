package dev.yardmaster.gateway.proxy;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Time limits of one event loop: one timer looks at everything that waits, ten times a second. A piece of a stream costs
 * a write to a field instead of a timer.
 */
final class Deadlines {
    private static final long TICK_MILLIS = 100;

    /** Something that must not wait for ever. */
    interface Waiting {
        /** Ends itself when its time is over at {@code now} in {@link System#nanoTime()}. */
        void check(long now);
    }

    private final Set<Waiting> waiting = Collections.newSetFromMap(new IdentityHashMap<>());

    /** To be called on the loop that it is for. */
    static Deadlines on(Vertx vertx) {
        var deadlines = new Deadlines();
        vertx.setPeriodic(TICK_MILLIS, _ -> deadlines.tick(System.nanoTime()));
        return deadlines;
    }

    void add(Waiting one) {
        waiting.add(one);
    }

    void remove(Waiting one) {
        waiting.remove(one);
    }

    /** Over a copy: whoever ends itself also removes itself. */
    private void tick(long now) {
        if (waiting.isEmpty()) {
            return;
        }
        List<Waiting> all = new ArrayList<>(waiting);
        all.forEach(one -> one.check(now));
    }
}
