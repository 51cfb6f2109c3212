package dev.yardmaster.agent.weights.peer;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Ends connections over which nothing came for a while; far less patient with peers than with origins. */
final class StallWatch {
    private final Set<Watched> all = ConcurrentHashMap.newKeySet();
    private final Duration limit;

    StallWatch(Duration limit) {
        this.limit = limit;
    }

    /** One read. */
    final class Watched implements AutoCloseable {
        private static final Closeable NOTHING = () -> {};

        private volatile Closeable connection = NOTHING;
        private volatile long movedAt = System.nanoTime();
        private volatile boolean busy;

        void connection(Closeable opened) {
            connection = opened;
        }

        /** Bytes came, and this node is at work on them. */
        void busy() {
            busy = true;
        }

        void waiting() {
            movedAt = System.nanoTime();
            busy = false;
        }

        private void look(long now) {
            if (!busy && now - movedAt > limit.toNanos()) {
                try {
                    connection.close();
                } catch (IOException ignored) {
                    // It is not used again, whatever it says.
                    return;
                }
            }
        }

        @Override
        public void close() {
            all.remove(this);
        }
    }

    Watched watch() {
        Watched watched = new Watched();
        all.add(watched);
        return watched;
    }

    void look() {
        long now = System.nanoTime();
        all.forEach(w -> w.look(now));
    }
}
