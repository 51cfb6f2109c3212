package dev.yardmaster.agent.supervise;

import dev.yardmaster.agent.platform.AgentLog;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Something that takes a while, done beside the loop that wants it: one at a time, the outcome seen in a later look. */
final class Errand<T> {
    private static final AgentLog LOG = new AgentLog("errand");

    private final String name;
    private final Runnable done;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile Optional<T> outcome = Optional.empty();

    /** @param done called after each; must not block */
    Errand(String name, Runnable done) {
        this.name = name;
        this.done = done;
    }

    /** Starts, unless the last one still runs. What is done must end by itself. */
    void start(Supplier<T> work) {
        if (busy.compareAndSet(false, true)) {
            Thread.ofVirtual().name(name).start(() -> run(work));
        }
    }

    private void run(Supplier<T> work) {
        try {
            outcome = Optional.of(work.get());
        } catch (RuntimeException e) {
            LOG.error(name + ": unexpected: " + e);
        } finally {
            busy.set(false);
            done.run();
        }
    }

    boolean isBusy() {
        return busy.get();
    }

    /** Of the last one that ended. */
    Optional<T> outcome() {
        return outcome;
    }

    void outcome(T known) {
        outcome = Optional.of(known);
    }
}
