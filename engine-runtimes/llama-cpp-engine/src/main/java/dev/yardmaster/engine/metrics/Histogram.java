package dev.yardmaster.engine.metrics;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.DoubleAdder;

/** Counts values by upper bound. */
final class Histogram {
    private final double[] bounds;
    private final AtomicLongArray counts;
    private final DoubleAdder sum = new DoubleAdder();

    /** {@code bounds} in rising order; a last bucket without bound is added. */
    Histogram(double... bounds) {
        this.bounds = bounds.clone();
        this.counts = new AtomicLongArray(bounds.length + 1);
    }

    void observe(double value) {
        int bucket = 0;
        while (bucket < bounds.length && value > bounds[bucket]) {
            bucket++;
        }
        counts.incrementAndGet(bucket);
        sum.add(value);
    }

    int buckets() {
        return counts.length();
    }

    long count(int bucket) {
        return counts.get(bucket);
    }

    /** The bucket's bound as Prometheus writes it. */
    String bound(int bucket) {
        return bucket == bounds.length ? "+Inf" : Double.toString(bounds[bucket]);
    }

    double sum() {
        return sum.sum();
    }
}
