package dev.yardmaster.standins.measure;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What every engine counts, whatever it calls it. */
public final class Meters {
    private static final double[] FAST = {
        0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 10
    };
    private static final double[] SLOW = {0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60};
    private static final double[] TOKENS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000};

    public final AtomicInteger running = new AtomicInteger();
    public final AtomicInteger waiting = new AtomicInteger();
    public final AtomicLong promptTokens = new AtomicLong();
    public final AtomicLong generationTokens = new AtomicLong();
    public final AtomicLong prefixQueries = new AtomicLong();
    public final AtomicLong prefixHits = new AtomicLong();
    public final AtomicLong received = new AtomicLong();
    public final AtomicLong stopped = new AtomicLong();
    public final AtomicLong cutOff = new AtomicLong();
    public final AtomicLong failed = new AtomicLong();
    public final AtomicLong cachedTokens = new AtomicLong();

    public final Histogram timeToFirstToken = new Histogram(FAST);
    public final Histogram interTokenLatency = new Histogram(FAST);
    public final Histogram endToEnd = new Histogram(SLOW);
    public final Histogram queueTime = new Histogram(SLOW);
    public final Histogram inferenceTime = new Histogram(SLOW);
    public final Histogram promptLength = new Histogram(TOKENS);
    public final Histogram generationLength = new Histogram(TOKENS);
    public final Histogram skipped = new Histogram(TOKENS);

    public long succeeded() {
        return stopped.get() + cutOff.get();
    }

    /** Share of the cache that running requests and what they left behind take. */
    public double cacheUse(long capacityTokens) {
        return Math.min(1, (double) cachedTokens.get() / capacityTokens);
    }

    public double prefixHitRate() {
        long asked = prefixQueries.get();
        return asked == 0 ? 0 : (double) prefixHits.get() / asked;
    }
}
