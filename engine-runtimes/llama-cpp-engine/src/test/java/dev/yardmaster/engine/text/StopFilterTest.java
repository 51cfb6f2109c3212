package dev.yardmaster.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class StopFilterTest {
    @Test
    void holdsBackWhatMayBecomeAStop() {
        var filter = new StopFilter(List.of("STOP"));
        assertThat(filter.accept("go S")).isEqualTo("go ");
        assertThat(filter.accept("TO")).isEmpty();
        assertThat(filter.accept("P rest")).isEmpty();
        assertThat(filter.stopped()).isTrue();
        assertThat(filter.accept("more")).isEmpty();
    }

    @Test
    void releasesWhatDidNotBecomeOne() {
        var filter = new StopFilter(List.of("STOP"));
        assertThat(filter.accept("ST")).isEmpty();
        assertThat(filter.accept("AY")).isEqualTo("STAY");
        assertThat(filter.accept("ST")).isEmpty();
        assertThat(filter.finish()).isEqualTo("ST");
        assertThat(filter.stopped()).isFalse();
    }

    @Test
    void takesTheEarliestOfSeveral() {
        var filter = new StopFilter(List.of("cd", "b"));
        assertThat(filter.accept("abcd")).isEqualTo("a");
    }

    @Test
    void restartsWithinARepeatedBeginning() {
        var filter = new StopFilter(List.of("aab"));
        assertThat(filter.accept("aa")).isEmpty();
        assertThat(filter.accept("a")).isEqualTo("a");
        assertThat(filter.accept("b")).isEmpty();
        assertThat(filter.stopped()).isTrue();
    }

    @RepeatedTest(50)
    void anySplitGivesTheTextBeforeTheFirstStop(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        String text = letters(random, 60);
        List<String> stops = List.of(letters(random, 1 + random.nextInt(4)), letters(random, 1 + random.nextInt(4)));
        int end = stops.stream()
                .mapToInt(text::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(text.length());
        var filter = new StopFilter(stops);
        var sent = new StringBuilder();
        for (int from = 0; from < text.length() && !filter.stopped(); ) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(4));
            sent.append(filter.accept(text.substring(from, to)));
            from = to;
        }
        if (!filter.stopped()) {
            sent.append(filter.finish());
        }
        assertThat(sent.toString())
                .as("seed %d, stops %s, text %s", repetition.getCurrentRepetition(), stops, text)
                .isEqualTo(text.substring(0, end));
    }

    private static String letters(Random random, int length) {
        return random.ints(length, 'a', 'd')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
