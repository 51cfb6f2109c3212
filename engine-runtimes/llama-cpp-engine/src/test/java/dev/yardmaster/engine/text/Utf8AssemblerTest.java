package dev.yardmaster.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8AssemblerTest {
    @Test
    void holdsAnEmojiBackUntilItsLastByte() {
        var characters = new Utf8Assembler();
        byte[] anchor = "⚓🚂".getBytes(StandardCharsets.UTF_8);
        assertThat(characters.accept(Arrays.copyOfRange(anchor, 0, 2))).isEmpty();
        assertThat(characters.accept(Arrays.copyOfRange(anchor, 2, 4))).isEqualTo("⚓");
        assertThat(characters.accept(Arrays.copyOfRange(anchor, 4, 6))).isEmpty();
        assertThat(characters.accept(Arrays.copyOfRange(anchor, 6, 7))).isEqualTo("🚂");
        assertThat(characters.finish()).isEmpty();
    }

    @Test
    void replacesBrokenBytesAndGoesOn() {
        var characters = new Utf8Assembler();
        assertThat(characters.accept(new byte[] {(byte) 0xff, 'a'})).isEqualTo("\uFFFDa");
        assertThat(characters.accept(new byte[] {(byte) 0xe2, (byte) 0x82})).isEmpty();
        assertThat(characters.accept(new byte[] {'b'})).isEqualTo("\uFFFDb");
    }

    @Test
    void replacesACharacterThatNeverEnds() {
        var characters = new Utf8Assembler();
        assertThat(characters.accept(new byte[] {'a', (byte) 0xf0, (byte) 0x9f}))
                .isEqualTo("a");
        assertThat(characters.finish()).isEqualTo("\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anySplitGivesTheSameText(long seed) {
        var random = new Random(seed);
        String text = random.ints(200, 1, 0x10ffff)
                .filter(point -> point < 0xd800 || point > 0xdfff)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var characters = new Utf8Assembler();
        var joined = new StringBuilder();
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + random.nextInt(5));
            joined.append(characters.accept(Arrays.copyOfRange(bytes, from, to)));
            from = to;
        }
        assertThat(joined.append(characters.finish()).toString())
                .as("seed %d", seed)
                .isEqualTo(text);
    }
}
