package dev.yardmaster.agent.inventory.probe;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Keeps what a probe last saw, and has it look again when that is old. Used by one thread. */
public final class Watch<T> {
    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("probe").start(task);

    private static final Duration WHILE_IT_HANGS = Duration.ofSeconds(1);

    private final Probe<T> probe;
    private final Clock clock;
    private CompletableFuture<Sight<T>> look;
    private volatile Sight<T> last;
    private Instant due = Instant.MIN;
    private boolean awaited = true;
    private int hangs;

    /** @param unknown stands for what was never seen */
    public Watch(Probe<T> probe, T unknown, Clock clock) {
        this.probe = probe;
        this.clock = clock;
        this.last = Sight.of(unknown);
        this.look = CompletableFuture.completedFuture(last);
    }

    /**
     * What is known.
     *
     * @param hangs how many times in a row it did not answer in time
     * @param fresh whether it comes from a look that was not told of before
     */
    public record Reading<T>(T value, List<String> notes, int hangs, boolean fresh) {}

    /** Starts a look where one is due and none is under way; returns at once. */
    public void begin() {
        if (look.isDone() && !clock.instant().isBefore(due)) {
            due = clock.instant().plus(probe.every());
            awaited = false;
            look = CompletableFuture.supplyAsync(this::sight, THREADS);
        }
    }

    /** Has the next {@link #begin} look, however fresh the value is. */
    public void expire() {
        due = Instant.MIN;
    }

    /** Waits for the look that is under way, up to the probe's limit; then what was seen before stands. */
    public Reading<T> end() {
        if (awaited) {
            return new Reading<>(last.value(), last.notes(), hangs, false);
        }
        try {
            Duration patience = hangs == 0 ? probe.limit() : WHILE_IT_HANGS;
            last = look.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            hangs = 0;
            awaited = true;
            return new Reading<>(last.value(), last.notes(), 0, true);
        } catch (TimeoutException e) {
            hangs++;
            return stale(probe.name() + ": no answer within " + probe.limit().toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return stale(probe.name() + ": the look was interrupted");
        } catch (ExecutionException e) {
            awaited = true;
            return stale(probe.name() + ": " + e.getCause());
        }
    }

    private Reading<T> stale(String note) {
        List<String> notes = new ArrayList<>(last.notes());
        notes.add(note);
        return new Reading<>(last.value(), notes, hangs, true);
    }

    private Sight<T> sight() {
        try {
            return probe.look();
        } catch (IOException e) {
            return new Sight<>(last.value(), List.of(probe.name() + ": " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Sight<>(last.value(), List.of(probe.name() + " was interrupted"));
        } catch (RuntimeException e) {
            return new Sight<>(last.value(), List.of(probe.name() + ": " + e));
        }
    }
}
