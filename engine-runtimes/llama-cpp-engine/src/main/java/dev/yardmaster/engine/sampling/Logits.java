package dev.yardmaster.engine.sampling;

import java.util.ArrayList;
import java.util.List;

/** Plain arithmetic over one row of logits. */
final class Logits {
    private Logits() {}

    /** The most likely token; of equals the lowest, so that the choice is always the same. */
    static int best(float[] logits) {
        int best = 0;
        for (int token = 1; token < logits.length; token++) {
            if (logits[token] > logits[best]) {
                best = token;
            }
        }
        return best;
    }

    /** What to subtract from a logit to get the logarithm of its probability. */
    static double logSum(float[] logits) {
        double best = logits[best(logits)];
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - best);
        }
        return best + Math.log(sum);
    }

    /** The {@code count} most likely tokens, best first. */
    static List<Integer> top(float[] logits, int count) {
        var top = new ArrayList<Integer>();
        for (int token = 0; token < logits.length; token++) {
            int place = top.size();
            while (place > 0 && logits[top.get(place - 1)] < logits[token]) {
                place--;
            }
            if (place < count) {
                top.add(place, token);
                if (top.size() > count) {
                    top.removeLast();
                }
            }
        }
        return top;
    }
}
