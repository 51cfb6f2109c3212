package dev.yardmaster.server.runtimes.memory;

/** Sums of sizes that come from files of strangers: they stop at the largest number instead of going round. */
final class Sums {
    private Sums() {}

    static long of(long... sizes) {
        double sum = 0;
        for (long size : sizes) {
            sum += Math.max(0, size);
        }
        return bytes(sum);
    }

    static long times(double factor, double size) {
        return bytes(factor * size);
    }

    static long bytes(double size) {
        return size > 0 ? (long) Math.ceil(Math.min(size, 0x1p62)) : 0;
    }

    static long upTo(long step, long value) {
        long over = value % step;
        return over == 0 ? value : Math.min(value, Long.MAX_VALUE - step) + step - over;
    }

    static int ceilDiv(int a, int b) {
        return Math.ceilDiv(a, b);
    }

    /** For people: {@code 12.3 GiB}, or {@code 96 MiB} where it is less than one. */
    static String words(long bytes) {
        return bytes < 1L << 30 ? "%d MiB".formatted(Math.round(bytes / 0x1p20)) : "%.1f GiB".formatted(bytes / 0x1p30);
    }
}
