package dev.yardmaster.agent.weights.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bandwidth and connections, with time and rates made up. */
class PacingTest {
    private static final int WORLDS = 300;

    @Test
    void neverMoreThanTheLimitAndABurst() {
        for (int seed = 0; seed < WORLDS; seed++) {
            Random random = new Random(seed);
            long limit = 1 + random.nextInt(100_000_000);
            Bandwidth bandwidth = new Bandwidth(limit);
            long now = random.nextLong(1L << 40);
            long began = now;
            long moved = 0;
            for (int i = 0; i < 200; i++) {
                int bytes = 1 + random.nextInt(1 << 18);
                now += bandwidth.take(bytes, now) + random.nextInt(1000);
                moved += bytes;
                double seconds = (now - began) / 1e9;
                assertThat((double) moved).as("seed " + seed).isLessThanOrEqualTo(limit * (seconds + 0.25) + 2);
            }
        }
    }

    @Test
    void noLimitNeverWaits() {
        assertThat(new Bandwidth(0).take(1L << 40, 5)).isZero();
    }

    /** A server whose rate grows with connections up to some number. */
    private static int settled(int useful, int most) {
        ConnectionLimit limit = new ConnectionLimit(most);
        int seen = 0;
        for (int i = 0; i < 60; i++) {
            limit.interval(Math.min(useful, limit.limit()) * 1e6, true);
            seen = Math.max(seen, limit.limit());
            assertThat(limit.limit()).isBetween(1, most);
        }
        return seen;
    }

    @Test
    void growsWhileThatMakesItFaster() {
        assertThat(settled(100, 16)).isEqualTo(16);
        assertThat(settled(8, 64)).isBetween(8, 20);
        assertThat(settled(1, 64)).isLessThanOrEqualTo(8);
    }

    @Test
    void shrinksWhenPushedBackAndNeverBelowOne() {
        ConnectionLimit limit = new ConnectionLimit(16);
        limit.pushedBack();
        assertThat(limit.limit()).isEqualTo(2);
        limit.pushedBack();
        limit.pushedBack();
        assertThat(limit.limit()).isEqualTo(1);
        for (int i = 0; i < 20; i++) {
            limit.interval(1e6 * limit.limit(), true);
        }
        assertThat(limit.limit()).isGreaterThan(1);
    }

    @Test
    void idleIntervalsTeachNothing() {
        ConnectionLimit limit = new ConnectionLimit(16);
        limit.interval(5e6, false);
        limit.interval(0, true);
        assertThat(limit.limit()).isEqualTo(ConnectionLimit.FIRST);
    }

    @Test
    void failuresSideBySideCountAsOneAndPausesAreBounded() {
        Host host = new Host(16);
        for (int i = 0; i < 16; i++) {
            host.failed(Duration.ZERO, 1, 1_000);
        }
        assertThat(host.failures()).isEqualTo(1);
        assertThat(host.limit()).isEqualTo(2);
        assertThat(host.free(1_000)).isZero();
        host.failed(Duration.ofDays(3), 1, Duration.ofSeconds(1).toNanos());
        assertThat(host.isPaused(Duration.ofMinutes(5).toNanos())).isTrue();
        assertThat(host.isPaused(Duration.ofMinutes(6).toNanos())).isFalse();
    }
}
