package dev.yardmaster.agent.inventory.device;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A value in a tool's answer, which may well be none. */
final class Cell {
    private static final Set<String> NONE =
            Set.of("", "-", "na", "n/a", "none", "not supported", "unknown", "unknown error");

    private Cell() {}

    /** Nothing for {@code [N/A]}, {@code [Unknown Error]} and their like. */
    static Optional<String> text(String cell) {
        String value = bare(cell);
        boolean none = cell.strip().startsWith("[") || NONE.contains(value.toLowerCase(Locale.ROOT));
        return none ? Optional.empty() : Optional.of(value);
    }

    /** A number before its unit, with a point or, in other languages, a comma. */
    static Optional<Double> number(String cell) {
        return text(cell)
                .map(t -> t.replaceFirst("\\s*[^0-9.,\\s-].*$", "").strip().replace(',', '.'))
                .filter(t -> t.matches("-?\\d{1,15}(\\.\\d{1,9})?"))
                .map(Double::parseDouble);
    }

    static Optional<Long> whole(String cell) {
        return number(cell).map(Math::round);
    }

    /** What it says without brackets. */
    static String bare(String cell) {
        String value = cell.strip();
        return value.startsWith("[") && value.endsWith("]")
                ? value.substring(1, value.length() - 1).strip()
                : value;
    }
}
