package dev.yardmaster.agent.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.kernels.Quiet.Look;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class QuietTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final Look SOME = new Look(3, 300, 1);
    private static final Look MORE = new Look(4, 400, 2);

    private final Quiet quiet = new Quiet(Duration.ofSeconds(30), Duration.ofMinutes(10));

    private boolean at(int seconds, Look look) {
        return quiet.seen("c", look, START.plusSeconds(seconds));
    }

    @Test
    void sealedOnceItHasNotChangedForAWhile() {
        assertThat(at(0, SOME)).isFalse();
        assertThat(at(29, MORE)).isFalse();
        assertThat(at(58, MORE)).isFalse();
        assertThat(at(59, MORE)).isTrue();
    }

    @Test
    void nothingIsNeverSealed() {
        assertThat(at(0, Look.EMPTY)).isFalse();
        assertThat(at(1000, Look.EMPTY)).isFalse();
    }

    @Test
    void sealedAgainOnlyWhereItChangedAndNotTooOften() {
        at(0, SOME);
        assertThat(at(30, SOME)).isTrue();
        quiet.sealed("c", SOME, START.plusSeconds(30));
        assertThat(at(5000, SOME)).isFalse();
        quiet.sealed("c", SOME, START.plusSeconds(5000));
        at(5010, MORE);
        assertThat(at(5100, MORE)).isFalse();
        assertThat(at(5600, MORE)).isTrue();
    }
}
