package dev.yardmaster.agent.weights.transfer;

/** A token bucket over all transfers: how long bytes that were taken have to be waited for. */
public final class Bandwidth {
    private static final double BURST_SECONDS = 0.25;
    private static final double NANOS = 1e9;

    private final long bytesPerSecond;
    private double tokens;
    private long last;
    private boolean begun;

    /** @param bytesPerSecond 0 where there is no limit */
    public Bandwidth(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
        this.tokens = bytesPerSecond * BURST_SECONDS;
    }

    /** Takes bytes and returns the nanoseconds after which they may have been moved. */
    public synchronized long take(long bytes, long nanoTime) {
        if (bytesPerSecond == 0) {
            return 0;
        }
        if (begun) {
            tokens = Math.min(
                    bytesPerSecond * BURST_SECONDS, tokens + Math.max(0, nanoTime - last) / NANOS * bytesPerSecond);
        }
        begun = true;
        last = nanoTime;
        tokens -= bytes;
        return tokens >= 0 ? 0 : (long) (-tokens / bytesPerSecond * NANOS);
    }
}
