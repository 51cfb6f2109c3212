package dev.yardmaster.cli.output;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Numbers as people read them. */
public final class Words {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private Words() {}

    /** For instance {@code 2.7 MiB}. */
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /** Time gone by in its largest unit, for instance {@code 5m}. */
    public static String age(Instant since, Instant now) {
        Duration gone = Duration.between(since, now);
        if (gone.toDays() >= 2) {
            return gone.toDays() + "d";
        }
        if (gone.toHours() >= 2) {
            return gone.toHours() + "h";
        }
        return gone.toMinutes() >= 2 ? gone.toMinutes() + "m" : Math.max(0, gone.toSeconds()) + "s";
    }

    /** Time to come in its two largest units, for instance {@code 1h 5m}. */
    public static String span(Duration duration) {
        if (duration.toHours() > 0) {
            return duration.toHours() + "h " + duration.toMinutesPart() + "m";
        }
        return duration.toMinutes() > 0
                ? duration.toMinutes() + "m " + duration.toSecondsPart() + "s"
                : duration.toSeconds() + "s";
    }

    /** For instance {@code a=b, c=d}. */
    public static String pairs(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** For instance {@code 1.24 s}, or {@code 45 ms} below a second. */
    public static String duration(Duration duration) {
        long millis = duration.toMillis();
        return millis < 1000 ? millis + " ms" : String.format(Locale.ROOT, "%.2f s", millis / 1000.0);
    }
}
