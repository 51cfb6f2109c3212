package dev.yardmaster.systemtests.bench;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * One measured quantity.
 *
 * @param goal what the median is held against; empty where there is none
 * @param atLeast it should reach the goal, rather than stay below it
 */
public record Figure(String name, String unit, List<Double> values, OptionalDouble goal, boolean atLeast) {
    public Figure(String name, String unit, List<Double> values, OptionalDouble goal) {
        this(name, unit, values, goal, false);
    }

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
        return goal.isEmpty() || (atLeast ? median() >= goal.getAsDouble() : median() < goal.getAsDouble());
    }

    /** For scripts: {@code figure NAME VALUE UNIT goal OP VALUE holds|falls-short}; the goal only where there is one. */
    public String line() {
        if (goal.isEmpty()) {
            return String.format(Locale.ROOT, "figure %s %.2f %s", name, median(), unit);
        }
        return String.format(
                Locale.ROOT,
                "figure %s %.2f %s goal %s %s %s",
                name,
                median(),
                unit,
                atLeast ? ">=" : "<",
                goal.getAsDouble(),
                holds() ? "holds" : "falls-short");
    }
}
