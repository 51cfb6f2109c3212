package dev.yardmaster.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.MovedClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseStatusTest {
    private static final Duration FENCE = Duration.ofMinutes(2);

    @TempDir
    Path home;

    private final MovedClock clock = new MovedClock();

    private LeaseStatus status(Duration fenceAfter) {
        return new LeaseStatus(clock, fenceAfter, home.resolve("lease"));
    }

    @Test
    void heldForAsLongAsTheServerSaid() {
        LeaseStatus status = status(Duration.ZERO);
        assertThat(status.isHeld()).isFalse();
        status.renewed(Duration.ofSeconds(10), clock.instant());
        assertThat(status.isHeld()).isTrue();
        clock.move(Duration.ofSeconds(10));
        assertThat(status.isHeld()).isFalse();
    }

    @Test
    void fencedOnlyAfterItsTimeAndNotOnceRenewed() {
        LeaseStatus status = status(FENCE);
        status.renewed(Duration.ofSeconds(10), clock.instant());
        clock.move(FENCE.minusSeconds(1));
        assertThat(status.isFenced()).isFalse();
        clock.move(Duration.ofSeconds(1));
        assertThat(status.isFenced()).isTrue();
        status.renewed(Duration.ofSeconds(10), clock.instant());
        assertThat(status.isFenced()).isFalse();
    }

    @Test
    void zeroIsNever() {
        LeaseStatus status = status(Duration.ZERO);
        clock.move(Duration.ofDays(1000));
        assertThat(status.isFenced()).isFalse();
    }

    @Test
    void restartingDoesNotPutTheFenceOff() {
        status(FENCE).renewed(Duration.ofSeconds(10), clock.instant());
        clock.move(FENCE.minusSeconds(1));
        LeaseStatus next = status(FENCE);
        assertThat(next.isFenced()).isFalse();
        clock.move(Duration.ofSeconds(1));
        assertThat(next.isFenced()).isTrue();
    }
}
