package dev.yardmaster.systemtests.bench;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * One measured quantity.
 *
 * @param goal what the median should stay below; empty where there is none
 */
public record Figure(String name, String unit, List<Double> values, OptionalDouble goal) {
    public Figure {
        values = values.stream().sorted().toList();
        if (values.isEmpty()) {
            throw new IllegalArgumentException(name + " has no values");
        }
    }

    public double median() {
        int middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    public double min() {
        return values.getFirst();
    }

    public double max() {
        return values.getLast();
    }

    public boolean holds() {
        return goal.isEmpty() || median() < goal.getAsDouble();
    }

    /** For scripts: {@code figure NAME VALUE UNIT goal OP VALUE holds|falls-short}; the goal only where there is one. */
    public String line() {
        if (goal.isEmpty()) {
            return String.format(Locale.ROOT, "figure %s %.2f %s", name, median(), unit);
        }
        return String.format(
                Locale.ROOT,
                "figure %s %.2f %s goal < %s %s",
                name,
                median(),
                unit,
                goal.getAsDouble(),
                holds() ? "holds" : "falls-short");
    }
}
