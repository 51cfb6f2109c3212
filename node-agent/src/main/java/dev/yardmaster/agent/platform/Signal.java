package dev.yardmaster.agent.platform;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes one waiting loop; any number of raises before it waits count as one, none is lost. */
public final class Signal {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean raised;

    public void raise() {
        lock.lock();
        try {
            raised = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until raised or until the time has passed, and lowers the signal. */
    public boolean await(Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = atMost.toNanos();
            while (!raised && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            boolean woken = raised;
            raised = false;
            return woken;
        } finally {
            lock.unlock();
        }
    }
}
