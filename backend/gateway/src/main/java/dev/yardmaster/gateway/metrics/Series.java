package dev.yardmaster.gateway.metrics;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/** All counts of one instance on one route. Every method may be called from any event loop; none takes a lock. */
public final class Series {
    /**
     * What the counts are about. Empty where it does not apply: a refused request has no instance, one for an unknown
     * model not even a route.
     */
    public record Labels(String route, String deployment, String revision, String instance) {
        public static final Labels NOWHERE = new Labels("", "", "", "");

        public static Labels ofRoute(String route) {
            return new Labels(route, "", "", "");
        }

        String text() {
            return "route=\"" + PrometheusText.escape(route) + "\",deployment=\"" + PrometheusText.escape(deployment)
                    + "\",revision=\"" + PrometheusText.escape(revision) + "\",instance=\""
                    + PrometheusText.escape(instance) + "\"";
        }
    }

    private final Labels labels;
    final LongAdder[] byStatusClass = adders(6);
    final LongAdder[] errors = adders(ErrorKind.values().length);
    final LongAdder[] cancellations = adders(CancelPhase.values().length);
    final LongAdder promptTokens = new LongAdder();
    final LongAdder completionTokens = new LongAdder();
    final LongAdder cachedTokens = new LongAdder();
    final LongAdder withoutUsage = new LongAdder();
    final LongAdder retries = new LongAdder();
    final LongAdder inFlight = new LongAdder();
    final Histogram firstToken = new Histogram();
    final Histogram betweenTokens = new Histogram();
    final Histogram duration = new Histogram();

    Series(Labels labels) {
        this.labels = labels;
    }

    public Labels labels() {
        return labels;
    }

    public void began() {
        inFlight.increment();
    }

    public void ended() {
        inFlight.decrement();
    }

    /** A request was over after this time; status 0 where its client left before there was one. */
    public void answered(int status, long nanos) {
        byStatusClass[Math.clamp(status / 100, 0, 5)].increment();
        duration.record(nanos);
    }

    public void failed(ErrorKind kind) {
        errors[kind.ordinal()].increment();
    }

    /** The client left before the answer was complete. */
    public void cancelled(CancelPhase phase) {
        cancellations[phase.ordinal()].increment();
    }

    /** The request went on to another try after this instance. */
    public void retried() {
        retries.increment();
    }

    public void usage(long prompt, long completion, long cached) {
        promptTokens.add(prompt);
        completionTokens.add(completion);
        cachedTokens.add(cached);
    }

    /** A good answer ended, or was left, without the engine saying what it took. */
    public void endedWithoutUsage() {
        withoutUsage.increment();
    }

    public void firstToken(long nanos) {
        firstToken.record(nanos);
    }

    /** {@code events} further events of a stream came, the first of them this long after the one before. */
    public void nextTokens(long nanos, int events) {
        betweenTokens.record(nanos);
        if (events > 1) {
            betweenTokens.record(0, events - 1);
        }
    }

    boolean isIdle() {
        return inFlight.sum() == 0;
    }

    private static LongAdder[] adders(int count) {
        var all = new LongAdder[count];
        Arrays.setAll(all, _ -> new LongAdder());
        return all;
    }
}
