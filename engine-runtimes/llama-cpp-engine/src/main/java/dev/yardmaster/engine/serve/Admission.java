package dev.yardmaster.engine.serve;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Bounds the requests under way, running and waiting together, and knows when all have left. */
final class Admission {
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition empty = lock.newCondition();
    private int inside;
    private boolean closed;

    /** Whether a request may come in. */
    enum Verdict {
        ADMITTED,
        FULL,
        CLOSED
    }

    Admission(int most) {
        this.most = most;
    }

    /** After {@link Verdict#ADMITTED} the caller must {@link #leave}. */
    Verdict enter() {
        lock.lock();
        try {
            if (closed) {
                return Verdict.CLOSED;
            }
            if (inside == most) {
                return Verdict.FULL;
            }
            inside++;
            return Verdict.ADMITTED;
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            inside--;
            empty.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Admits nobody from now on. */
    void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all have left; false when time ran out first. */
    boolean awaitEmpty(Duration most) {
        lock.lock();
        try {
            long left = most.toNanos();
            while (inside > 0 && left > 0) {
                left = empty.awaitNanos(left);
            }
            return inside == 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    int most() {
        return most;
    }
}
