package dev.yardmaster.cli.catalog;

import java.util.Locale;
import java.util.Optional;

/** Large numbers in short. */
final class Counts {
    private static final String[] UNITS = {"", "k", "M", "B", "T"};

    private Counts() {}

    /** For instance {@code 8.0B}; {@code -} where it is not known. */
    static String count(Optional<Long> number) {
        return number.map(Counts::of).orElse("-");
    }

    private static String of(long number) {
        double value = number;
        int unit = 0;
        while (value >= 1000 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return unit == 0 ? String.valueOf(number) : String.format(Locale.ROOT, "%.1f%s", value, UNITS[unit]);
    }
}
