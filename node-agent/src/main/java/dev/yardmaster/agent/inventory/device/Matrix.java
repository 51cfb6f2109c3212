package dev.yardmaster.agent.inventory.device;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** How devices reach each other, from a table with a row and a column for each: NVIDIA's and Huawei's look alike. */
final class Matrix {
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");

    private Matrix() {}

    /**
     * By device, the links to others by their number.
     *
     * @param prefix of the devices' names: {@code GPU}, {@code NPU}
     */
    static Map<Integer, Map<Integer, String>> parse(String table, String prefix) {
        Map<Integer, Map<Integer, String>> links = new HashMap<>();
        List<Integer> columns = List.of();
        for (String line : COLOURS.matcher(table).replaceAll("").lines().toList()) {
            List<String> cells = cells(line);
            if (cells.isEmpty()) {
                continue;
            }
            if (columns.isEmpty()
                    && cells.stream().filter(c -> isDevice(c, prefix)).count() > 0
                    && !hasSelf(cells)) {
                columns = cells.stream()
                        .filter(c -> isDevice(c, prefix))
                        .map(c -> number(c, prefix))
                        .toList();
            } else if (!columns.isEmpty() && isDevice(cells.getFirst(), prefix) && cells.size() > columns.size()) {
                links.put(number(cells.getFirst(), prefix), row(columns, cells));
            }
        }
        return links;
    }

    private static Map<Integer, String> row(List<Integer> columns, List<String> cells) {
        Map<Integer, String> row = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            String cell = cells.get(i + 1);
            if (!cell.equals("X")) {
                row.put(columns.get(i), cell);
            }
        }
        return row;
    }

    private static boolean hasSelf(List<String> cells) {
        return cells.contains("X");
    }

    private static List<String> cells(String line) {
        String[] cells = line.strip().split("\\s*\t\\s*|\\s{2,}");
        return new ArrayList<>(Arrays.stream(cells)
                .map(String::strip)
                .filter(c -> !c.isEmpty())
                .toList());
    }

    private static boolean isDevice(String cell, String prefix) {
        return cell.matches(prefix + "\\d{1,3}");
    }

    private static int number(String cell, String prefix) {
        return Integer.parseInt(cell.substring(prefix.length()));
    }
}
