package dev.yardmaster.gateway.metrics;

import dev.yardmaster.gateway.metrics.Series.Labels;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All series of this process. Looked up when a route table is compiled, never on the way of a request. */
public final class Metrics {
    /** How long an instance that is gone stays visible, so that the last scrape misses nothing. */
    private static final Duration AFTERLIFE = Duration.ofMinutes(15);

    private final Clock clock;
    private final Map<Labels, Series> series = new ConcurrentHashMap<>();
    private final Map<Labels, Instant> goneSince = new ConcurrentHashMap<>();

    public Metrics(Clock clock) {
        this.clock = clock;
        series.put(Labels.NOWHERE, new Series(Labels.NOWHERE));
    }

    /** Counts that belong to no route: what is refused before one is known. */
    public Series nowhere() {
        return series(Labels.NOWHERE);
    }

    public Series series(Labels labels) {
        return series.computeIfAbsent(labels, Series::new);
    }

    /** Only these are still served; the others disappear some time after their last request has ended. */
    public void keepOnly(Set<Labels> served) {
        Instant now = clock.instant();
        for (Labels labels : series.keySet()) {
            if (labels.equals(Labels.NOWHERE) || served.contains(labels)) {
                goneSince.remove(labels);
            } else {
                goneSince.putIfAbsent(labels, now);
            }
        }
        goneSince.forEach((labels, since) -> dropIfOver(labels, since, now));
    }

    private void dropIfOver(Labels labels, Instant since, Instant now) {
        Series old = series.get(labels);
        if (since.plus(AFTERLIFE).isBefore(now) && (old == null || old.isIdle())) {
            series.remove(labels);
            goneSince.remove(labels);
        }
    }

    public static String contentType() {
        return PrometheusText.CONTENT_TYPE;
    }

    /** The Prometheus text of everything. */
    public String scrape(TableFacts table) {
        List<Series> all = series.values().stream()
                .sorted(Comparator.comparing(s -> s.labels().text()))
                .toList();
        return new Scrape(all).write(table);
    }
}
