package dev.yardmaster.agent.inventory.device;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a look that is dear and changes seldom: kept for a while with its notes, and kept on where it cannot be had
 * anew.
 */
final class Slow<T> {
    private final Duration every;
    private final Clock clock;
    private T last;
    private List<String> notes = List.of();
    private Instant due = Instant.MIN;

    Slow(Duration every, Clock clock, T unknown) {
        this.every = every;
        this.clock = clock;
        this.last = unknown;
    }

    synchronized T get(Asking asking, Function<Asking, Optional<T>> look) {
        if (!clock.instant().isBefore(due)) {
            due = clock.instant().plus(every);
            Asking own = asking.anew();
            last = look.apply(own).orElse(last);
            notes = List.copyOf(own.notes());
        }
        notes.forEach(asking::note);
        return last;
    }
}
