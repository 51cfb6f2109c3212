package dev.yardmaster.agent.supervise;

import dev.yardmaster.agent.instance.Phase;
import dev.yardmaster.agent.instance.Sight;
import dev.yardmaster.agent.instance.Supervision;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How often an instance is looked at, by what it is doing. */
final class Cadence {
    private static final Duration EAGER = Duration.ofMillis(100);
    private static final Duration STEADY = Duration.ofMillis(500);
    private static final Duration IDLE = Duration.ofSeconds(5);

    private Cadence() {}

    static Duration next(Supervision state, Duration probeEvery, Instant now) {
        Duration wait = switch (state.phase()) {
            case STARTING, LOADING, WARMING -> EAGER;
            case READY -> atLeastEager(probeEvery);
            case DOZING, FALLING_ASLEEP, WAKING, DRAINING, STOPPING -> EAGER;
            case PREFETCHING, AWAITING_LEADER -> STEADY;
            case SLEEPING, FAILED, STOPPED -> IDLE;
        };
        Duration rest = state.deadline().map(end -> Duration.between(now, end)).orElse(wait);
        return rest.compareTo(wait) < 0 ? atLeastEager(rest) : wait;
    }

    static boolean probeDue(Phase phase, Optional<Sight.Probe> last, Duration probeEvery, Instant now) {
        Duration every = switch (phase) {
            case STARTING, LOADING, WARMING -> probeEvery.compareTo(EAGER) < 0 ? probeEvery : EAGER;
            case READY -> probeEvery;
            case PREFETCHING,
                    AWAITING_LEADER,
                    DOZING,
                    FALLING_ASLEEP,
                    SLEEPING,
                    WAKING,
                    DRAINING,
                    STOPPING,
                    STOPPED,
                    FAILED -> Duration.ofDays(1);
        };
        return last.isEmpty() || !last.get().at().plus(every).isAfter(now);
    }

    private static Duration atLeastEager(Duration wanted) {
        return wanted.compareTo(EAGER) < 0 ? EAGER : wanted;
    }
}
