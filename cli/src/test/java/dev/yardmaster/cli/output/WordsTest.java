package dev.yardmaster.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource({"0, 0 B", "1023, 1023 B", "1024, 1.0 KiB", "2880288, 2.7 MiB", "85899345920, 80.0 GiB"})
    void bytes(long bytes, String expected) {
        assertThat(Words.bytes(bytes)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0s", "PT-5S, 0s", "PT119S, 119s", "PT2M, 2m", "PT119M, 119m", "PT2H, 2h", "PT48H, 2d"})
    void age(Duration gone, String expected) {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(Words.age(now.minus(gone), now)).isEqualTo(expected);
    }
}
