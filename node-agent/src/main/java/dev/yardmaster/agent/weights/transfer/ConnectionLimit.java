package dev.yardmaster.agent.weights.transfer;

/**
 * How many connections one host gets. Starts with few, doubles while that makes it faster, then feels its way by one;
 * halves when the host pushes back. Knows no clock: it is told what each interval brought.
 */
final class ConnectionLimit {
    static final int FIRST = 4;
    private static final double FASTER = 1.1;
    private static final int REST = 8;

    private final int most;
    private int limit;
    private boolean doubling = true;
    private double best;
    private int before;
    private int resting;

    ConnectionLimit(int most) {
        this.most = Math.max(1, most);
        this.limit = Math.min(FIRST, this.most);
        this.before = limit;
    }

    int limit() {
        return limit;
    }

    /** The host asked for patience or broke off. */
    void pushedBack() {
        limit = Math.max(1, limit / 2);
        before = limit;
        doubling = false;
        best = 0;
        resting = REST;
    }

    /**
     * An interval is over.
     *
     * @param busy whether every connection was in use all the time: without that, nothing was learned
     */
    void interval(double bytesPerSecond, boolean busy) {
        if (!busy || bytesPerSecond <= 0) {
            return;
        }
        if (resting > 0) {
            rest(bytesPerSecond);
        } else if (best == 0 || bytesPerSecond > best * FASTER) {
            best = bytesPerSecond;
            before = limit;
            limit = Math.min(most, doubling ? limit * 2 : limit + 1);
        } else {
            settle();
        }
    }

    /** The end of a rest is the next try, with one connection more. */
    private void rest(double bytesPerSecond) {
        resting--;
        if (resting == 0) {
            best = bytesPerSecond;
            before = limit;
            limit = Math.min(most, limit + 1);
        }
    }

    /** More connections brought nothing: back to where it was as fast, and a rest before the next try. */
    private void settle() {
        doubling = false;
        limit = before;
        resting = REST;
    }
}
