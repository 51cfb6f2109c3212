package dev.yardmaster.server.nodes.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.agent.ObservationBatch;
import dev.yardmaster.contract.agent.StoreObservation;
import dev.yardmaster.contract.engine.EngineMetric;
import dev.yardmaster.contract.engine.EngineReading;
import dev.yardmaster.contract.engine.EngineReading.Bucket;
import dev.yardmaster.contract.engine.EngineReading.Histogram;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HeardReadingsTest {
    private Instant now = Instant.parse("2026-11-24T10:00:00Z");
    private final HeardReadings heard = new HeardReadings(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    private static EngineReading reading(String instance, double running) {
        return new EngineReading(instance, Instant.EPOCH, Map.of(EngineMetric.RUNNING, running), Map.of());
    }

    private void hear(String node, EngineReading... readings) {
        heard.heard(
                node,
                new ObservationBatch(1, List.of(), List.of(), List.of(), StoreObservation.EMPTY, List.of(readings)));
    }

    @Test
    void theLastReportOfANodeCounts() {
        hear("a", reading("i", 1), reading("j", 1));
        hear("b", reading("k", 1));
        hear("a", reading("i", 2));
        assertThat(heard.of("a", "i")).contains(reading("i", 2));
        assertThat(heard.of("a", "j")).as("it is gone with its instance").isEmpty();
        assertThat(heard.of("b", "k")).isPresent();
        assertThat(heard.of("b", "i")).as("a node speaks for its own").isEmpty();
    }

    @Test
    void aNodeThatIsSilentSaysNothing() {
        hear("a", reading("i", 1));
        now = now.plus(Duration.ofSeconds(49));
        assertThat(heard.of("a", "i")).isPresent();
        now = now.plus(Duration.ofSeconds(1));
        assertThat(heard.of("a", "i")).isEmpty();
    }

    @Test
    void whatCannotBeTrueIsLeftOut() {
        Histogram endless = new Histogram(1, 1, Collections.nCopies(201, new Bucket(1, 1)));
        EngineReading large = new EngineReading("large", Instant.EPOCH, Map.of(), Map.of(EngineMetric.TTFT, endless));
        hear("a", reading("i", Double.NaN), large, reading("fine", 1));
        assertThat(heard.of("a", "i")).isEmpty();
        assertThat(heard.of("a", "large")).isEmpty();
        assertThat(heard.of("a", "fine")).isPresent();
        hear(
                "a",
                Stream.concat(
                                IntStream.range(0, 1_000).mapToObj(n -> reading("n" + n, n)),
                                Stream.of(reading("last", 1)))
                        .toArray(EngineReading[]::new));
        assertThat(heard.of("a", "n999")).isPresent();
        assertThat(heard.of("a", "last")).isEmpty();
    }
}
