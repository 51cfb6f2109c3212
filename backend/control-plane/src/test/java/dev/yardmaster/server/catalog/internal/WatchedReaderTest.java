package dev.yardmaster.server.catalog.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.server.catalog.facts.FactsUnavailable;
import dev.yardmaster.server.catalog.facts.RangeReader;
import dev.yardmaster.server.support.MovableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchedReaderTest {
    private static final List<ModelFile> FILES =
            List.of(new ModelFile("small", 10, ""), new ModelFile("large", 10 << 20, ""));

    private final MovableClock clock = new MovableClock();
    private final List<String> asked = new ArrayList<>();

    private WatchedReader watching(RangeReader source) {
        return new WatchedReader(source, FILES, clock, clock.instant().plusSeconds(20));
    }

    private byte[] bytes(String path, long offset, int length) {
        asked.add(path + " " + offset + " " + length);
        return new byte[length];
    }

    @Test
    void aSmallFileIsFetchedOnceHoweverItIsRead() {
        WatchedReader reader = watching(this::bytes);
        assertThat(reader.read("small", 0, 4)).hasSize(4);
        assertThat(reader.read("small", 8, 4)).hasSize(2);
        assertThat(reader.read("small", 10, 4)).isEmpty();
        assertThat(reader.read("small", 99, 4)).isEmpty();
        assertThat(reader.read("large", 5, 6)).hasSize(6);
        assertThat(asked).containsExactly("small 0 10", "large 5 6");
        assertThat(reader.failed()).isFalse();
    }

    @Test
    void timeEnds() {
        WatchedReader reader = watching(this::bytes);
        reader.read("large", 0, 1);
        clock.move(Duration.ofSeconds(20));
        assertThatThrownBy(() -> reader.read("large", 1, 1)).hasMessageContaining("no time left");
        assertThat(reader.failed()).isTrue();
        assertThat(asked).hasSize(1);
    }

    @Test
    void failuresAreRemembered() {
        WatchedReader reader = watching((path, _, _) -> {
            throw new FactsUnavailable(path, "the source answered 503");
        });
        assertThatThrownBy(() -> reader.read("small", 0, 1)).isInstanceOf(FactsUnavailable.class);
        assertThat(reader.failed()).isTrue();
    }
}
