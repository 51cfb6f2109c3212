package dev.yardmaster.agent.platform;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A virtual thread that repeats one pass until closed. A pass that throws is logged and tried again later: no lane ever
 * ends because of one bad answer.
 */
public final class Loop implements AutoCloseable {
    private static final Duration AFTER_DEFECT = Duration.ofSeconds(5);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

    private final Pass pass;
    private final Signal signal = new Signal();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AgentLog log;
    private final Thread thread;

    /** One round of work. */
    @FunctionalInterface
    public interface Pass {
        /** Returns how long to wait before the next round, unless woken earlier. */
        Duration run() throws InterruptedException;
    }

    public Loop(String name, Pass pass) {
        this(name, pass, Thread.ofVirtual());
    }

    private Loop(String name, Pass pass, Thread.Builder threads) {
        this.pass = pass;
        this.log = new AgentLog(name);
        this.thread = threads.name(name).unstarted(this::repeat);
    }

    /** For passes that compute or read disks for long, and would keep light loops from running meanwhile. */
    public static Loop heavy(String name, Pass pass) {
        return new Loop(name, pass, Thread.ofPlatform().daemon());
    }

    public Loop start() {
        thread.start();
        return this;
    }

    /** Starts the next round now, or right after the one that is running. */
    public void wake() {
        signal.raise();
    }

    public boolean isClosed() {
        return closed.get();
    }

    /** Ends the loop after the round that runs; safe to call from within a round. */
    public void finish() {
        closed.set(true);
        signal.raise();
    }

    @Override
    public void close() {
        finish();
        if (Thread.currentThread() == thread) {
            return;
        }
        thread.interrupt();
        try {
            if (thread.getState() != Thread.State.NEW) {
                thread.join(CLOSE_WAIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void repeat() {
        while (!closed.get()) {
            try {
                signal.await(once());
            } catch (InterruptedException e) {
                if (closed.get()) {
                    return;
                }
            }
        }
    }

    private Duration once() throws InterruptedException {
        try {
            return pass.run();
        } catch (RuntimeException e) {
            if (!closed.get()) {
                log.error("Unexpected: " + e + at(e));
            }
            return AFTER_DEFECT;
        }
    }

    private static String at(RuntimeException e) {
        return e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
    }
}
