package dev.yardmaster.ui.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.ui.documents.LineDiff.Line;
import dev.yardmaster.ui.documents.LineDiff.Side;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LineDiffTest {

    @Test
    void namesWhatWentAndWhatCame() {
        assertThat(LineDiff.of("a\nb\nc", "a\nx\nc"))
                .containsExactly(
                        new Line(Side.BOTH, "a"),
                        new Line(Side.OLD, "b"),
                        new Line(Side.NEW, "x"),
                        new Line(Side.BOTH, "c"));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void holdsBothTextsInTheirOrder(int seed) {
        Random random = new Random(seed);
        String before = text(random);
        String after = text(random);
        List<Line> diff = LineDiff.of(before, after);
        assertThat(without(diff, Side.NEW)).isEqualTo(before.lines().toList());
        assertThat(without(diff, Side.OLD)).isEqualTo(after.lines().toList());
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(12), 0, 4).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
    }

    private static List<String> without(List<Line> diff, Side side) {
        return diff.stream().filter(l -> l.side() != side).map(Line::text).toList();
    }
}
