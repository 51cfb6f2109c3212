package dev.yardmaster.ui.documents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The difference of two texts line by line, by their longest common subsequence. */
public final class LineDiff {
    private LineDiff() {}

    /** One line and where it is. */
    public record Line(Side side, String text) {}

    /** Which of the two texts has the line. */
    public enum Side {
        BOTH(' '),
        OLD('-'),
        NEW('+');

        private final char sign;

        Side(char sign) {
            this.sign = sign;
        }

        public char sign() {
            return sign;
        }
    }

    public static List<Line> of(String before, String after) {
        List<String> a = before.lines().toList();
        List<String> b = after.lines().toList();
        int[][] common = common(a, b);
        List<Line> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < a.size() || j < b.size()) {
            if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
                lines.add(new Line(Side.BOTH, a.get(i++)));
                j++;
            } else if (j == b.size() || (i < a.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new Line(Side.OLD, a.get(i++)));
            } else {
                lines.add(new Line(Side.NEW, b.get(j++)));
            }
        }
        return lines;
    }

    /** At {@code [i][j]}: how many lines the rests from i and from j share. */
    private static int[][] common(List<String> a, List<String> b) {
        int[][] common = new int[a.size() + 1][b.size() + 1];
        Arrays.stream(common).forEach(row -> Arrays.fill(row, 0));
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                common[i][j] = a.get(i).equals(b.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
