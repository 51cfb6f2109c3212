package dev.yardmaster.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.doctor.Finding.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DoctorTest {
    @Test
    void oneCheckThatFailsOrHangsHoldsUpNoOther() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        Map<String, Check> checks = new LinkedHashMap<>();
        checks.put("hangs", () -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        });
        checks.put("fails", () -> {
            throw new IllegalStateException("no idea");
        });
        checks.put("works", () -> List.of(Finding.ok("works", "It works.")));
        Report report = new Doctor(Duration.ofSeconds(2)).look(checks);
        end.countDown();
        assertThat(report.findings()).extracting(Finding::about).containsExactly("hangs", "fails", "works");
        assertThat(report.findings())
                .filteredOn(f -> f.about().equals("fails"))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.level()).isEqualTo(Level.WARNING);
                    assertThat(f.sentence()).contains("no idea");
                });
        assertThat(report.findings().getFirst().sentence()).contains("no answer within");
    }

    @Test
    void theWorstFindingIsTheExitCode() {
        Finding fine = Finding.ok("a", "");
        Finding warning = Finding.warning("a", "", "b");
        Finding problem = Finding.problem("a", "", "b");
        assertThat(new Report(List.of(fine)).exitCode()).isZero();
        assertThat(new Report(List.of(fine, warning)).exitCode()).isEqualTo(1);
        assertThat(new Report(List.of(problem, warning)).exitCode()).isEqualTo(2);
    }
}
