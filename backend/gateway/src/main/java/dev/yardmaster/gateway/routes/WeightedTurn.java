package dev.yardmaster.gateway.routes;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Spreads requests over targets by weight. The points are those of the additive recurrence with the golden ratio (Weyl's
 * equidistribution; Knuth, TAOCP vol. 3, 6.4): after n requests every share is off by the order of log(n)/n instead of
 * the 1/sqrt(n) of dice, and event loops share nothing but one counter.
 */
public final class WeightedTurn {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final AtomicLong turns;

    WeightedTurn(long start) {
        turns = new AtomicLong(start);
    }

    /** Index of the target whose turn it is; 0 where there is none at all. */
    int next(List<ServedTarget> targets) {
        if (targets.size() < 2) {
            return 0;
        }
        long total = 0;
        for (ServedTarget target : targets) {
            total += target.weight();
        }
        long point = Math.unsignedMultiplyHigh(turns.getAndIncrement() * GOLDEN, total);
        int i = 0;
        while (point >= targets.get(i).weight()) {
            point -= targets.get(i).weight();
            i++;
        }
        return i;
    }
}
