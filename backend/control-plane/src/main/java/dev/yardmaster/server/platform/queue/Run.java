package dev.yardmaster.server.platform.queue;

/**
 * One run of one key, bound while it lasts.
 *
 * @param number grows with every run of the queue
 */
public record Run(String queue, long number, String key) {
    private static final ScopedValue<Run> CURRENT = ScopedValue.newInstance();

    /** For log lines: {@code deployments#17 tiny-chat}, or {@code -} outside of any run. */
    public static String label() {
        return CURRENT.isBound() ? CURRENT.get().toString() : "-";
    }

    static <T> T within(Run run, ScopedValue.CallableOp<T, Exception> body) throws Exception {
        return ScopedValue.where(CURRENT, run).call(body);
    }

    @Override
    public String toString() {
        return queue + "#" + number + " " + key;
    }
}
