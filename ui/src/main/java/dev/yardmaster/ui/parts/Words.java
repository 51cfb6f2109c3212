package dev.yardmaster.ui.parts;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Figures and names as people read them. */
public final class Words {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

    private Words() {}

    /** Decimal units with three significant digits: {@code 7.44 GB}. */
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        String pattern = unit == 0 || value >= 99.95 ? "%.0f %s" : value >= 9.995 ? "%.1f %s" : "%.2f %s";
        return String.format(Locale.ROOT, pattern, value, UNITS[unit]);
    }

    /** {@code SCALED_TO_ZERO} as {@code Scaled to zero}. */
    public static String of(Enum<?> constant) {
        String words = constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** Enough of a digest or commit to tell it from others. */
    public static String digest(String hex) {
        return hex.length() > 12 ? hex.substring(0, 12) : hex;
    }

    public static String count(long n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    /** With three significant digits: {@code 8.03 B}, {@code 135 M}. */
    public static String parameters(long count) {
        String[] units = {"", "k", "M", "B", "T"};
        double value = count;
        int unit = 0;
        while (value >= 999.5 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        String pattern = unit == 0 || value >= 99.95 ? "%.0f %s" : value >= 9.995 ? "%.1f %s" : "%.2f %s";
        return String.format(Locale.ROOT, pattern, value, units[unit]).strip();
    }

    /** {@code 128k} where it is a whole number of 1024, as people say it. */
    public static String tokens(int tokens) {
        return tokens >= 1024 && tokens % 1024 == 0 ? tokens / 1024 + "k" : String.valueOf(tokens);
    }

    /** The two largest units: {@code 1 h 20 min}, {@code 42 s}. */
    public static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        long minutes = seconds / 60;
        return minutes < 60
                ? minutes + " min" + (minutes < 10 ? " " + seconds % 60 + " s" : "")
                : minutes / 60 + " h " + minutes % 60 + " min";
    }

    public static String millis(Duration duration) {
        double seconds = duration.toNanos() / 1e9;
        return seconds < 1
                ? String.format(Locale.ROOT, "%.0f ms", seconds * 1000)
                : String.format(Locale.ROOT, "%.2f s", seconds);
    }

    /** {@code a=1, b=2} in the order of the keys. */
    public static String pairs(Map<String, String> pairs) {
        return new TreeMap<>(pairs)
                .entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining(", "));
    }
}
