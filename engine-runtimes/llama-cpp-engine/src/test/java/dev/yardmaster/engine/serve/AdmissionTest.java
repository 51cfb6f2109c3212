package dev.yardmaster.engine.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    @Test
    void admitsUpToItsBoundAndAgainAfterALeave() {
        var admission = new Admission(2);
        assertThat(admission.enter()).isEqualTo(Admission.Verdict.ADMITTED);
        assertThat(admission.enter()).isEqualTo(Admission.Verdict.ADMITTED);
        assertThat(admission.enter()).isEqualTo(Admission.Verdict.FULL);
        admission.leave();
        assertThat(admission.enter()).isEqualTo(Admission.Verdict.ADMITTED);
    }

    @Test
    void closedAdmitsNobodyAndWaitsForTheRest() {
        var admission = new Admission(2);
        admission.enter();
        admission.close();
        assertThat(admission.enter()).isEqualTo(Admission.Verdict.CLOSED);
        assertThat(admission.awaitEmpty(Duration.ofMillis(1))).isFalse();
        Thread.startVirtualThread(admission::leave);
        assertThat(admission.awaitEmpty(Duration.ofSeconds(20))).isTrue();
    }
}
