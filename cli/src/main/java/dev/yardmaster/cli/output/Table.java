package dev.yardmaster.cli.output;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Columns as wide as their widest cell; the last one as long as it is. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    public Table(List<String> headings) {
        rows.add(List.copyOf(headings));
    }

    public void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    public void print(PrintStream out) {
        int columns = rows.getFirst().size();
        int[] widths = IntStream.range(0, columns).map(this::width).toArray();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(row.get(i));
                if (i < columns - 1) {
                    line.repeat(' ', widths[i] - row.get(i).length() + 2);
                }
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private int width(int column) {
        return rows.stream().mapToInt(r -> r.get(column).length()).max().orElse(0);
    }
}
