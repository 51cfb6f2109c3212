package dev.yardmaster.server.runtimes.choice;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/** Compares versions whose parts are numbers: {@code 9.0} is below {@code 10.0}. Other parts count as 0. */
public final class Versions {
    private Versions() {}

    public static int compare(String one, String other) {
        List<BigInteger> left = parts(one);
        List<BigInteger> right = parts(other);
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            int order = at(left, i).compareTo(at(right, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    public static boolean atLeast(String version, String least) {
        return compare(version, least) >= 0;
    }

    private static BigInteger at(List<BigInteger> parts, int index) {
        return index < parts.size() ? parts.get(index) : BigInteger.ZERO;
    }

    private static List<BigInteger> parts(String version) {
        return Arrays.stream(version.strip().split("[.\\-+]", -1))
                .map(p -> p.matches("\\d{1,18}") ? new BigInteger(p) : BigInteger.ZERO)
                .toList();
    }
}
