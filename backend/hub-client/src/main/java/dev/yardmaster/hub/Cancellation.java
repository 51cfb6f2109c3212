package dev.yardmaster.hub;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;

/** Stops transfers from another thread, also one that is waiting for the network. Once cancelled, it stays so. */
public final class Cancellation {
    private final Set<Call> calls = ConcurrentHashMap.newKeySet();
    private final CountDownLatch cancelled = new CountDownLatch(1);

    public void cancel() {
        cancelled.countDown();
        calls.forEach(Call::cancel);
    }

    public boolean isCancelled() {
        return cancelled.getCount() == 0;
    }

    void enter(Call call) {
        calls.add(call);
        if (isCancelled()) {
            call.cancel();
        }
    }

    void leave(Call call) {
        calls.remove(call);
    }

    /** Interrupts count too; the flag stays set. */
    void check() {
        if (isCancelled() || Thread.currentThread().isInterrupted()) {
            throw new HubException.Cancelled("cancelled");
        }
    }

    void sleep(Duration pause) {
        try {
            cancelled.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        check();
    }
}
