package dev.yardmaster.server.runtimes.memory.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.server.runtimes.memory.Correction;
import dev.yardmaster.server.runtimes.memory.Corrections;
import dev.yardmaster.server.runtimes.memory.Learning;
import dev.yardmaster.server.runtimes.memory.Learnt;
import dev.yardmaster.server.runtimes.memory.Split;
import dev.yardmaster.server.runtimes.memory.Subject;
import dev.yardmaster.server.support.ServerTest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@ServerTest
class CorrectionStoreTest {
    @Autowired
    private Corrections corrections;

    @Autowired
    private JdbcTemplate sql;

    private final Subject subject =
            new Subject("model-" + UUID.randomUUID(), "vllm", "0.27.1", "NVIDIA H100 80GB HBM3");

    private Learnt learnt(Split split, double weights) {
        return new Learnt(subject, split, Optional.of(weights), Optional.empty(), Optional.of(1.5));
    }

    @Test
    void isKeptForEachSplitOfASubject() {
        corrections.report(List.of(learnt(Split.ONE, 1.25), learnt(Split.ONE, 1.75), learnt(Split.tensor(2), 0.9)));
        assertThat(corrections.of(subject).of(Split.ONE)).contains(new Correction(1.5, 1, 1.5, 2));
        assertThat(corrections.of(subject).of(Split.tensor(2))).contains(new Correction(0.9, 1, 1.5, 1));
        assertThat(corrections.of(subject).of(Split.tensor(4))).isEmpty();
        Subject newer = new Subject(subject.model(), "vllm", "0.28.0", subject.product());
        assertThat(corrections.of(newer).of(Split.ONE)).isEmpty();
    }

    @Test
    void onlyTheLastFewCount() {
        corrections.report(
                IntStream.range(0, 20).mapToObj(_ -> learnt(Split.ONE, 0.8)).toList());
        IntStream.range(0, Learning.KEPT).forEach(_ -> corrections.report(List.of(learnt(Split.ONE, 1.2))));
        assertThat(corrections.of(subject).of(Split.ONE)).contains(new Correction(1.2, 1, 1.5, Learning.KEPT));
        assertThat(sql.queryForObject(
                        "select count(*) from memory_report where model = ?", Integer.class, subject.model()))
                .isEqualTo(Learning.KEPT);
    }

    @Test
    void whatCannotBeTrueIsNotKept() {
        corrections.report(List.of(new Learnt(
                subject, Split.ONE, Optional.of(100.0), Optional.of(Double.POSITIVE_INFINITY), Optional.empty())));
        assertThat(corrections.of(subject).of(Split.ONE)).isEmpty();
    }
}
