package dev.yardmaster.server.weights.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers that many ask for at the same time: found once by the first, and given to the others for a little while. A
 * failure is shared as well, for at most two seconds.
 */
final class Shared<V> {
    private static final int MOST = 2_000;
    private static final Duration FAILURE = Duration.ofSeconds(2);

    private final Map<String, Slot<V>> slots = new ConcurrentHashMap<>();
    private final Duration keep;
    private final Clock clock;

    Shared(Duration keep, Clock clock) {
        this.keep = keep;
        this.clock = clock;
    }

    V get(String key, Supplier<V> find) {
        Instant now = clock.instant();
        if (slots.size() >= MOST) {
            slots.values().removeIf(slot -> !now.isBefore(slot.until));
        }
        Slot<V> slot = slots.computeIfAbsent(key, _ -> new Slot<>());
        slot.lock.lock();
        try {
            if (!clock.instant().isBefore(slot.until)) {
                slot.fill(find);
                Duration time = slot.failure == null || keep.compareTo(FAILURE) < 0 ? keep : FAILURE;
                slot.until = clock.instant().plus(time);
            }
            return slot.value();
        } finally {
            slot.lock.unlock();
        }
    }

    private static final class Slot<V> {
        final ReentrantLock lock = new ReentrantLock();
        volatile Instant until = Instant.MIN;
        private @Nullable V value;
        private @Nullable RuntimeException failure;

        void fill(Supplier<V> find) {
            try {
                value = find.get();
                failure = null;
            } catch (RuntimeException e) {
                value = null;
                failure = e;
            }
        }

        V value() {
            if (value == null) {
                throw failure == null ? new IllegalStateException("nothing was found") : failure;
            }
            return value;
        }
    }
}
