package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.server.catalog.store.FactsDue;
import dev.yardmaster.server.platform.queue.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** When reading facts is tried again. */
final class Retries {
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(20), Duration.ofHours(1));

    private Retries() {}

    /** @param tries failures before this one */
    static FactsDue after(boolean complete, int tries, Clock clock) {
        return complete
                ? FactsDue.NO
                : new FactsDue(
                        Optional.of(clock.instant().plus(BACKOFF.delay(tries + 1, ThreadLocalRandom.current()))),
                        tries + 1);
    }
}
