package dev.yardmaster.server.weights.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.server.support.MovableClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedTest {
    private final MovableClock clock = new MovableClock();
    private final Shared<Integer> shared = new Shared<>(Duration.ofSeconds(20), clock);
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void anAnswerIsSharedForAWhileAndThenAskedForAgain() {
        assertThat(shared.get("a", asked::incrementAndGet)).isEqualTo(1);
        clock.move(Duration.ofSeconds(19));
        assertThat(shared.get("a", asked::incrementAndGet)).isEqualTo(1);
        assertThat(shared.get("b", asked::incrementAndGet)).isEqualTo(2);
        clock.move(Duration.ofSeconds(1));
        assertThat(shared.get("a", asked::incrementAndGet)).isEqualTo(3);
    }

    @Test
    void aFailureIsSharedForAMomentOnly() {
        assertThatThrownBy(() -> shared.get("a", this::fail)).hasMessage("failed 1");
        assertThatThrownBy(() -> shared.get("a", this::fail)).hasMessage("failed 1");
        clock.move(Duration.ofSeconds(2));
        assertThat(shared.get("a", asked::incrementAndGet)).isEqualTo(2);
    }

    private int fail() {
        throw new IllegalStateException("failed " + asked.incrementAndGet());
    }
}
