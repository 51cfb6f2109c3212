package dev.yardmaster.engine.sampling;

import java.util.Arrays;

/**
 * Tokens with their shares, narrowed by top-k, top-p and min-p in that order. Shares need not add up to one: only
 * their relation counts.
 */
final class Candidates {
    /** A token this much less likely than the best cannot change a sum of floats. */
    private static final double NEGLIGIBLE = -30;

    private int[] tokens;
    private double[] shares;
    private int size;

    private Candidates(int capacity) {
        this.tokens = new int[capacity];
        this.shares = new double[capacity];
    }

    static Candidates of(float[] logits, double temperature) {
        int favourite = Logits.best(logits);
        float best = logits[favourite];
        var candidates = new Candidates(logits.length);
        for (int token = 0; token < logits.length; token++) {
            double distance = (logits[token] - best) / temperature;
            if (distance >= NEGLIGIBLE) {
                candidates.tokens[candidates.size] = token;
                candidates.shares[candidates.size++] = Math.exp(distance);
            }
        }
        if (candidates.size == 0) {
            // Only logits that are no numbers leave nobody: a broken model still has to give some token.
            candidates.tokens[candidates.size++] = favourite;
        }
        return candidates;
    }

    void narrow(int topK, double topP, double minP) {
        boolean byRank = topK > 0 && topK < size || topP < 1;
        if (byRank) {
            sort();
        }
        if (topK > 0) {
            size = Math.min(size, topK);
        }
        if (topP < 1) {
            keepShare(topP);
        }
        if (minP > 0) {
            keepAtLeast(minP);
        }
    }

    /** The token at {@code point} (0 to 1) of the summed shares. */
    int at(double point) {
        double rest = point * sum();
        for (int i = 0; i < size; i++) {
            rest -= shares[i];
            if (rest < 0) {
                return tokens[i];
            }
        }
        return tokens[size - 1];
    }

    /** Best first; equals by token, so that the order is always the same. Shares are positive: their bits sort as they do. */
    private void sort() {
        var keys = new long[size];
        for (int i = 0; i < size; i++) {
            keys[i] = ~((long) Float.floatToRawIntBits((float) shares[i]) << Integer.SIZE) & ~0xffff_ffffL | i;
        }
        Arrays.sort(keys);
        var sortedTokens = new int[size];
        var sortedShares = new double[size];
        for (int i = 0; i < size; i++) {
            sortedTokens[i] = tokens[(int) keys[i]];
            sortedShares[i] = shares[(int) keys[i]];
        }
        tokens = sortedTokens;
        shares = sortedShares;
    }

    private void keepShare(double topP) {
        double wanted = topP * sum();
        int kept = 0;
        for (double reached = 0; kept < size && (kept == 0 || reached < wanted); kept++) {
            reached += shares[kept];
        }
        size = kept;
    }

    private void keepAtLeast(double minP) {
        double best = 0;
        for (int i = 0; i < size; i++) {
            best = Math.max(best, shares[i]);
        }
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (shares[i] >= minP * best) {
                tokens[kept] = tokens[i];
                shares[kept++] = shares[i];
            }
        }
        size = kept;
    }

    private double sum() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += shares[i];
        }
        return sum;
    }
}
