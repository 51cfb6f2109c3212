package dev.yardmaster.agent.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.engine.EngineMetric;
import dev.yardmaster.contract.engine.EngineReading.Bucket;
import dev.yardmaster.contract.engine.EngineReading.Histogram;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LivesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private final Lives lives = new Lives();
    private int life = lives.next();

    private double tokens(double counted) {
        return lives.add(life, new Measured(Map.of(EngineMetric.TOKENS_OUT, counted), Map.of(), NOW))
                .value(EngineMetric.TOKENS_OUT)
                .orElseThrow();
    }

    private Histogram times(double bound, long count) {
        Histogram read =
                new Histogram(count, count, List.of(new Bucket(bound, count), new Bucket(Double.MAX_VALUE, count)));
        return lives.add(life, new Measured(Map.of(), Map.of(EngineMetric.TTFT, read), NOW))
                .histograms()
                .getOrDefault(EngineMetric.TTFT, read);
    }

    @Test
    void nextEngineCountsOnFromWhereTheLastOneEnded() {
        assertThat(tokens(10)).isEqualTo(10);
        assertThat(tokens(25)).isEqualTo(25);
        life = lives.next();
        assertThat(tokens(0)).isEqualTo(25);
        assertThat(tokens(30)).isEqualTo(55);
        life = lives.next();
        life = lives.next();
        assertThat(tokens(1)).isEqualTo(56);
    }

    @Test
    void counterThatFallsIsOfAnotherLifeThoughNobodySaidSo() {
        assertThat(tokens(10)).isEqualTo(10);
        assertThat(tokens(3)).isEqualTo(13);
    }

    @Test
    void histogramsCountOnUnlessTheirBoundsAreOthers() {
        assertThat(times(1, 4).count()).isEqualTo(4);
        life = lives.next();
        Histogram both = times(1, 2);
        assertThat(both.count()).isEqualTo(6);
        assertThat(both.buckets().getFirst().count()).isEqualTo(6);
        life = lives.next();
        assertThat(times(2, 1).count()).isEqualTo(1);
    }

    @Test
    void readingOfALifeThatIsOverChangesNothing() {
        assertThat(tokens(10)).isEqualTo(10);
        int over = life;
        life = lives.next();
        lives.add(over, new Measured(Map.of(EngineMetric.TOKENS_OUT, 12.0), Map.of(), NOW));
        assertThat(tokens(1)).isEqualTo(11);
    }

    @Test
    void gaugesAreAsTheyAre() {
        Measured read = new Measured(Map.of(EngineMetric.RUNNING, 3.0), Map.of(), NOW);
        lives.add(life, read);
        life = lives.next();
        assertThat(lives.add(life, read)).isEqualTo(read);
    }
}
