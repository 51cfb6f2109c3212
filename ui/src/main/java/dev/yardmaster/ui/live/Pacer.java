package dev.yardmaster.ui.live;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs things a little later, one after the other. */
public interface Pacer extends AutoCloseable {
    void later(Duration delay, Runnable task);

    /** Drops what has not begun. */
    @Override
    void close();

    static Pacer onOwnThread() {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("ui-fleet").daemon().factory());
        return new Pacer() {
            @Override
            public void later(Duration delay, Runnable task) {
                if (!thread.isShutdown()) {
                    thread.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
                }
            }

            @Override
            public void close() {
                thread.shutdownNow();
            }
        };
    }
}
