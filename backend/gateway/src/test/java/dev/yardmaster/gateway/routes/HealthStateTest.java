package dev.yardmaster.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.gateway.routes.HealthState.Failure;
import dev.yardmaster.gateway.routes.HealthState.Standing;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HealthStateTest {
    private static final Ejection POLICY = new Ejection(Duration.ofNanos(1_000), Duration.ofNanos(8_000));

    @Test
    void oneCertainFailureEjects() {
        HealthState state = HealthState.GOOD.afterFailure(Failure.CERTAIN, POLICY, 5, 1);

        assertThat(state.standing(5)).isEqualTo(Standing.EJECTED);
        assertThat(state.standing(1_004)).isEqualTo(Standing.EJECTED);
        assertThat(state.standing(1_005)).isEqualTo(Standing.ON_PROBATION);
    }

    @Test
    void possibleFailuresEjectFromTheSecondOn() {
        HealthState once = HealthState.GOOD.afterFailure(Failure.POSSIBLE, POLICY, 5, 1);

        assertThat(once.standing(5)).isEqualTo(Standing.GOOD);
        assertThat(once.afterFailure(Failure.POSSIBLE, POLICY, 5, 1).standing(5))
                .isEqualTo(Standing.EJECTED);
    }

    @Test
    void timeOutsDoubleUpToTheLongest() {
        HealthState state = HealthState.GOOD;
        long[] expected = {1_000, 2_000, 4_000, 8_000, 8_000, 8_000};
        for (long duration : expected) {
            state = state.afterFailure(Failure.CERTAIN, POLICY, 0, 1);
            assertThat(state.ejectedUntil()).isEqualTo(duration);
        }
        assertThat(state.afterFailure(Failure.CERTAIN, POLICY, 0, 0).ejectedUntil())
                .isEqualTo(6_400);
    }

    @Test
    void aProbeKeepsTheOthersAway() {
        HealthState state = HealthState.GOOD.afterFailure(Failure.CERTAIN, POLICY, 0, 1);

        assertThat(state.probing(POLICY, 1_000).standing(1_000)).isEqualTo(Standing.EJECTED);
    }
}
