package dev.yardmaster.ui.parts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.deployment.Deployment;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.00 kB",
        "9999, 10.0 kB",
        "99960, 100 kB",
        "999600, 1.00 MB",
        "16060000000, 16.1 GB",
        "9223372036854775807, 9223 PB"
    })
    void saysBytesInThreeDigits(long bytes, String words) {
        assertThat(Words.bytes(bytes)).isEqualTo(words);
    }

    @Test
    void speaksLikeAPerson() {
        assertThat(Words.of(Deployment.Phase.SCALED_TO_ZERO)).isEqualTo("Scaled to zero");
        assertThat(Words.count(1, "node")).isEqualTo("1 node");
        assertThat(Words.count(0, "node")).isEqualTo("0 nodes");
        assertThat(Words.millis(Duration.ofMillis(182))).isEqualTo("182 ms");
        assertThat(Words.millis(Duration.ofMillis(2345))).isEqualTo("2.35 s");
    }
}
