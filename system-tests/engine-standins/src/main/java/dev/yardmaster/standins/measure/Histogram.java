package dev.yardmaster.standins.measure;

import java.util.Arrays;

/** A histogram as Prometheus knows it. */
public final class Histogram {
    private final double[] bounds;
    private final long[] counts;
    private double sum;
    private long count;

    public Histogram(double... bounds) {
        this.bounds = bounds.clone();
        this.counts = new long[bounds.length];
    }

    public synchronized void observe(double value) {
        for (int i = 0; i < bounds.length; i++) {
            if (value <= bounds[i]) {
                counts[i]++;
            }
        }
        sum += value;
        count++;
    }

    record Snapshot(double[] bounds, long[] counts, double sum, long count) {}

    synchronized Snapshot snapshot() {
        return new Snapshot(bounds, Arrays.copyOf(counts, counts.length), sum, count);
    }
}
