package dev.yardmaster.server.runtimes.choice;

import dev.yardmaster.contract.runtime.Serves;
import java.util.Locale;

/** Numbers of parameters for people. */
final class Sizes {
    private static final String[] UNITS = {"", "K", "M", "B", "T"};

    private Sizes() {}

    static String text(long parameters) {
        double value = parameters;
        int unit = 0;
        while (value >= 1000 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        String number = String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
        return number.replaceAll("\\.?0+$", "") + UNITS[unit] + " parameters";
    }

    static String range(Serves serves) {
        String least = serves.leastParameters().map(Sizes::text).orElse("");
        String most = serves.mostParameters().map(Sizes::text).orElse("");
        return least.isEmpty()
                ? "of at most " + most
                : most.isEmpty() ? "of at least " + least : "of " + least + " to " + most;
    }
}
