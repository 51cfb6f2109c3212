package dev.yardmaster.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void growsToItsCapAndIsSpread() {
        var backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(1_000));
        var random = new Random(1);
        long[] most = {100, 200, 400, 800, 1_000, 1_000};
        for (int failures = 1; failures <= most.length; failures++) {
            long first = backoff.after(failures, random).toMillis();
            boolean differs = false;
            for (int i = 0; i < 200; i++) {
                long wait = backoff.after(failures, random).toMillis();
                assertThat(wait).isBetween(most[failures - 1] / 2, most[failures - 1]);
                differs |= wait != first;
            }
            assertThat(differs).isTrue();
        }
        assertThat(backoff.after(Integer.MAX_VALUE, random)).isLessThanOrEqualTo(Duration.ofMillis(1_000));
    }
}
