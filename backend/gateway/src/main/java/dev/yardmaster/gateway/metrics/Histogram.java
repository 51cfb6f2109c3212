package dev.yardmaster.gateway.metrics;

import java.util.concurrent.atomic.LongAdder;

/** Counts durations into fixed buckets; recording takes no lock. */
public final class Histogram {
    private static final long[] BOUNDS_MICROS = {
        1_000,
        2_500,
        5_000,
        10_000,
        25_000,
        50_000,
        100_000,
        250_000,
        500_000,
        1_000_000,
        2_500_000,
        5_000_000,
        10_000_000,
        30_000_000,
        60_000_000,
        300_000_000
    };

    private final LongAdder[] buckets = new LongAdder[BOUNDS_MICROS.length + 1];
    private final LongAdder nanos = new LongAdder();

    Histogram() {
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = new LongAdder();
        }
    }

    public void record(long durationNanos) {
        record(durationNanos, 1);
    }

    /** Records {@code times} durations of {@code durationNanos} each. */
    public void record(long durationNanos, int times) {
        int i = 0;
        while (i < BOUNDS_MICROS.length && durationNanos > BOUNDS_MICROS[i] * 1_000) {
            i++;
        }
        buckets[i].add(times);
        nanos.add(durationNanos * times);
    }

    void write(PrometheusText out, String name, Series.Labels labels) {
        long sum = 0;
        for (int i = 0; i < BOUNDS_MICROS.length; i++) {
            sum += buckets[i].sum();
            out.sample(name + "_bucket", labels, "le", PrometheusText.seconds(BOUNDS_MICROS[i] * 1_000), sum);
        }
        sum += buckets[BOUNDS_MICROS.length].sum();
        out.sample(name + "_bucket", labels, "le", "+Inf", sum);
        out.sample(name + "_sum", labels, PrometheusText.seconds(nanos.sum()));
        out.sample(name + "_count", labels, Long.toString(sum));
    }
}
