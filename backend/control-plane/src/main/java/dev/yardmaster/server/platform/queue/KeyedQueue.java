package dev.yardmaster.server.platform.queue;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Keys that wait for a run. A key waits at most once, so nothing has to be dropped: the bound is the number of keys. A
 * key added while it runs waits until that run is over, and then runs again.
 */
final class KeyedQueue<K> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final LinkedHashSet<K> waiting = new LinkedHashSet<>();
    private final Set<K> running = new HashSet<>();
    private final Set<K> again = new HashSet<>();
    private final Map<K, Long> due = new HashMap<>();
    private final LongSupplier nanos;

    KeyedQueue(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void add(K key) {
        lock.lock();
        try {
            due.remove(key);
            if (running.contains(key)) {
                again.add(key);
            } else {
                waiting.add(key);
            }
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** An earlier wish for the same key stays. */
    void addAfter(K key, Duration delay) {
        lock.lock();
        try {
            if (!waiting.contains(key) && !again.contains(key)) {
                due.merge(key, nanos.getAsLong() + delay.toNanos(), (a, b) -> a - b <= 0 ? a : b);
            }
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a key; give it back with {@link #done}. */
    K take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                long untilDue = moveDue();
                K key = waiting.isEmpty() ? null : waiting.removeFirst();
                if (key != null) {
                    running.add(key);
                    passOn();
                    return key;
                }
                await(untilDue);
            }
        } finally {
            lock.unlock();
        }
    }

    void done(K key) {
        lock.lock();
        try {
            running.remove(key);
            if (again.remove(key)) {
                waiting.add(key);
                arrived.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size() + again.size();
        } finally {
            lock.unlock();
        }
    }

    /** Another worker may be asleep while there is more to do. */
    private void passOn() {
        if (!waiting.isEmpty() || !due.isEmpty()) {
            arrived.signal();
        }
    }

    private void await(long nanosUntilDue) throws InterruptedException {
        if (nanosUntilDue == Long.MAX_VALUE) {
            arrived.await();
        } else {
            arrived.await(nanosUntilDue, TimeUnit.NANOSECONDS);
        }
    }

    /** Moves what is due to the waiting ones; returns how long until the next is. */
    private long moveDue() {
        long now = nanos.getAsLong();
        long[] next = {Long.MAX_VALUE};
        due.entrySet().removeIf(entry -> {
            long left = entry.getValue() - now;
            if (left > 0) {
                next[0] = Math.min(next[0], left);
                return false;
            }
            (running.contains(entry.getKey()) ? again : waiting).add(entry.getKey());
            return true;
        });
        return next[0];
    }
}
