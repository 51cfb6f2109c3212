package dev.yardmaster.gateway.routes;

/**
 * What requests have told about an instance.
 *
 * @param failures since the last success
 * @param ejectedUntil in {@link System#nanoTime()}; meaningful while {@code ejected}
 */
record HealthState(int failures, boolean ejected, long ejectedUntil) {
    static final HealthState GOOD = new HealthState(0, false, 0);

    enum Failure {
        /** Nothing listens, or it says itself that it cannot serve: one is enough. */
        CERTAIN,
        /** A connection broke or a time ran out, which may have been this request's fault: it takes two in a row. */
        POSSIBLE
    }

    enum Standing {
        GOOD,
        /** Its time-out is over; one request may find out. */
        ON_PROBATION,
        EJECTED
    }

    Standing standing(long now) {
        if (!ejected) {
            return Standing.GOOD;
        }
        return now - ejectedUntil >= 0 ? Standing.ON_PROBATION : Standing.EJECTED;
    }

    /** @param jitter from 0 to 1 */
    HealthState afterFailure(Failure failure, Ejection policy, long now, double jitter) {
        int count = Math.min(failures + 1, Ejection.MOST_FAILURES);
        boolean out = ejected || failure == Failure.CERTAIN || count > 1;
        return new HealthState(count, out, out ? now + policy.nanos(count, jitter) : 0);
    }

    /** A request takes the probe: until it is decided, the others see an ejected instance. */
    HealthState probing(Ejection policy, long now) {
        return new HealthState(failures, true, now + policy.nanos(failures, 1));
    }
}
