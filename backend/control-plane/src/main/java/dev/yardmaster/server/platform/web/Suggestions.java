package dev.yardmaster.server.platform.web;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant. */
public final class Suggestions {
    private Suggestions() {}

    /** {@code did you mean 'replicas'?} where a known word is near, otherwise {@code expected one of ...}. */
    public static String expected(String word, Collection<String> known) {
        if (known.isEmpty()) {
            return "expected no field here";
        }
        return nearest(word, known)
                .map(near -> "did you mean '" + near + "'?")
                .orElseGet(() -> "expected one of "
                        + String.join(", ", known.stream().sorted().toList()));
    }

    /** The known word that is so near that it may have been meant. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        String lower = word.toLowerCase(Locale.ROOT);
        int most = word.length() < 4 ? 1 : Math.max(2, word.length() / 3);
        return known.stream()
                .filter(k -> Math.abs(k.length() - lower.length()) <= most)
                .map(k -> new Near(k, distance(lower, k.toLowerCase(Locale.ROOT))))
                .filter(n -> n.distance() <= most)
                .min(Comparator.comparingInt(Near::distance).thenComparing(Near::word))
                .map(Near::word);
    }

    private record Near(String word, int distance) {}

    /** Levenshtein's, by rows; words longer than any field of ours are simply far. */
    static int distance(String a, String b) {
        if (a.length() > 64 || b.length() > 64) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
