package dev.yardmaster.server.runtimes.flags;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Versions in the order of their numbers; what stands between numbers does not count. */
final class Versioned {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private Versioned() {}

    static boolean isBefore(String version, String other) {
        List<BigInteger> a = numbers(version);
        List<BigInteger> b = numbers(other);
        for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
            int order = at(a, i).compareTo(at(b, i));
            if (order != 0) {
                return order < 0;
            }
        }
        return false;
    }

    private static BigInteger at(List<BigInteger> numbers, int index) {
        return index < numbers.size() ? numbers.get(index) : BigInteger.ZERO;
    }

    private static List<BigInteger> numbers(String version) {
        return NUMBER.matcher(version)
                .results()
                .map(MatchResult::group)
                .map(BigInteger::new)
                .toList();
    }
}
