package dev.yardmaster.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
    private final RetryPolicy policy = new RetryPolicy(5, Duration.ofMillis(100), Duration.ofSeconds(1));

    @ParameterizedTest
    @CsvSource({"1,50", "2,100", "3,200", "4,400"})
    void theCeilingDoubles(int failures, long millis) {
        assertThat(policy.wait(failures, Duration.ZERO, 0.5)).contains(Duration.ofMillis(millis));
    }

    @Test
    void theCeilingIsCappedAndTheJitterFull() {
        RetryPolicy patient = new RetryPolicy(99, Duration.ofMillis(100), Duration.ofSeconds(1));
        assertThat(patient.wait(90, Duration.ZERO, 1)).contains(Duration.ofSeconds(1));
        assertThat(patient.wait(90, Duration.ZERO, 0)).contains(Duration.ZERO);
    }

    @Test
    void retryAfterIsTheLeastWait() {
        assertThat(policy.wait(1, Duration.ofMillis(700), 0.9)).contains(Duration.ofMillis(700));
        assertThat(policy.wait(1, Duration.ofSeconds(2), 0.9)).isEmpty();
    }

    @Test
    void attemptsEnd() {
        assertThat(policy.wait(5, Duration.ZERO, 0.5)).isEmpty();
        assertThat(RetryPolicy.NONE.wait(1, Duration.ZERO, 0.5)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "120,'',PT2M",
        "'Wed, 21 Oct 2015 07:28:30 GMT','Wed, 21 Oct 2015 07:28:00 GMT',PT30S",
        "'Wed, 21 Oct 2015 07:27:00 GMT','Wed, 21 Oct 2015 07:28:00 GMT',PT0S",
        "soon,'',PT0S",
        "'','',PT0S"
    })
    void retryAfterIsSecondsOrADate(String value, String date, Duration expected) {
        assertThat(HubErrors.retryAfter(value, date)).isEqualTo(expected);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new RetryPolicy(0, Duration.ofMillis(1), Duration.ofMillis(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HubSettings(Duration.ZERO, Duration.ofSeconds(1), policy))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
