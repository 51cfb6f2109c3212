package dev.yardmaster.agent.weights.transfer;

/** Bytes a second over the last seconds, from looks at how many there are. */
public final class Rate {
    private static final double WINDOW_SECONDS = 3;
    private static final double NANOS = 1e9;

    private long lastBytes;
    private long lastTime;
    private boolean begun;
    private boolean measured;
    private double perSecond;

    public synchronized void look(long bytes, long nanoTime) {
        double seconds = (nanoTime - lastTime) / NANOS;
        if (begun && seconds > 0) {
            double now = Math.max(0, bytes - lastBytes) / seconds;
            double share = measured ? Math.min(1, seconds / WINDOW_SECONDS) : 1;
            perSecond += (now - perSecond) * share;
            measured = true;
        }
        begun = true;
        lastBytes = bytes;
        lastTime = nanoTime;
    }

    public synchronized long bytesPerSecond() {
        return Math.round(perSecond);
    }
}
