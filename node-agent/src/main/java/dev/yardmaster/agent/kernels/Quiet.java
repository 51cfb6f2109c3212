package dev.yardmaster.agent.kernels;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Decides when a cache is worth sealing, by what it looked like. Knows no disk and no clock. */
final class Quiet {
    private final Duration quiet;
    private final Duration again;
    private final Map<String, State> states = new HashMap<>();

    /**
     * @param quiet one that did not change for so long
     * @param again and was not sealed within this time
     */
    Quiet(Duration quiet, Duration again) {
        this.quiet = quiet;
        this.again = again;
    }

    /** What a cache looks like from afar. */
    record Look(long files, long bytes, long newest) {
        static final Look EMPTY = new Look(0, 0, 0);
    }

    private record State(Look seen, Instant since, Look sealed, Instant sealedAt) {}

    /** Whether it should be sealed now. */
    boolean seen(String cache, Look look, Instant now) {
        State known = states.getOrDefault(cache, new State(Look.EMPTY, now, Look.EMPTY, Instant.MIN));
        State next = look.equals(known.seen()) ? known : new State(look, now, known.sealed(), known.sealedAt());
        states.put(cache, next);
        return look.files() > 0
                && !look.equals(next.sealed())
                && !next.since().plus(quiet).isAfter(now)
                && (next.sealedAt().equals(Instant.MIN)
                        || !next.sealedAt().plus(again).isAfter(now));
    }

    /** All others are forgotten. */
    void only(Set<String> caches) {
        states.keySet().retainAll(caches);
    }

    /** It was sealed, or cannot be, as it looked. */
    void sealed(String cache, Look look, Instant now) {
        states.put(cache, new State(look, now, look, now));
    }
}
