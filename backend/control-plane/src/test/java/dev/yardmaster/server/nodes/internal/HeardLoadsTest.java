package dev.yardmaster.server.nodes.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.deployment.Load;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeardLoadsTest {
    private static final Load BUSY = new Load(Optional.of(3L), Optional.of(1L), Optional.of(0.5));
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final HeardLoads loads = new HeardLoads(
            new NodeSettings(Duration.ofSeconds(3), Duration.ofSeconds(15), Duration.ofDays(1)), new Clock() {
                @Override
                public Instant instant() {
                    return clock.instant();
                }

                @Override
                public java.time.ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(java.time.ZoneId zone) {
                    return this;
                }
            });

    @Test
    void aNodeSpeaksForItsOwnInstancesUntilItsLeaseIsOver() {
        loads.heard("a", Map.of("i1", BUSY));
        assertThat(loads.of("a", "i1")).contains(BUSY);
        assertThat(loads.of("a", "i2")).isEmpty();
        assertThat(loads.of("b", "i1")).isEmpty();
        clock = Clock.fixed(NOW.plusSeconds(15), ZoneOffset.UTC);
        assertThat(loads.of("a", "i1")).isEmpty();
    }

    @Test
    void everyHeartbeatReplacesTheLast() {
        loads.heard("a", Map.of("i1", BUSY));
        loads.heard("a", Map.of());
        assertThat(loads.of("a", "i1")).isEmpty();
    }

    @Test
    void whoeverClaimsTooMuchIsNotBelieved() {
        loads.heard("a", Map.of("1", BUSY));
        loads.heard(
                "a",
                IntStream.range(0, 1_001)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.toMap(Function.identity(), _ -> BUSY)));
        assertThat(loads.of("a", "1")).isEmpty();
    }
}
