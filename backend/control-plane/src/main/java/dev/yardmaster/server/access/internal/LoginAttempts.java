package dev.yardmaster.server.access.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Makes guessing slow: a few attempts are free, then each failure doubles the wait, up to a cap. Remembers a bounded
 * number of guessers, the longest unseen are forgotten first.
 */
@Component
class LoginAttempts {
    static final int FREE = 5;
    static final Duration CAP = Duration.ofMinutes(5);
    static final int REMEMBERED = 10_000;

    private final Map<String, Failures> seen = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final Clock clock;

    LoginAttempts(Clock clock) {
        this.clock = clock;
    }

    private record Failures(int count, Instant last) {
        Instant openAgain() {
            return count < FREE ? last : last.plus(wait(count - FREE));
        }

        private static Duration wait(int over) {
            return over > 8 ? CAP : min(Duration.ofSeconds(1L << over), CAP);
        }

        private static Duration min(Duration a, Duration b) {
            return a.compareTo(b) < 0 ? a : b;
        }
    }

    synchronized boolean allowed(String key) {
        Failures failures = seen.get(key);
        return failures == null || !clock.instant().isBefore(failures.openAgain());
    }

    synchronized void failed(String key) {
        Instant now = clock.instant();
        seen.compute(
                key,
                (k, before) -> before == null
                                || before.last().plus(CAP.multipliedBy(2)).isBefore(now)
                        ? new Failures(1, now)
                        : new Failures(before.count() + 1, now));
    }

    synchronized void succeeded(String key) {
        seen.remove(key);
    }
}
