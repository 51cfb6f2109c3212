package dev.yardmaster.agent.supervise;

import dev.yardmaster.agent.engine.EngineHttp;
import dev.yardmaster.agent.measure.Lives;
import dev.yardmaster.agent.measure.Measured;
import dev.yardmaster.agent.measure.Normaliser;
import dev.yardmaster.contract.engine.EngineMetric;
import dev.yardmaster.contract.engine.MetricsMap;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the metrics of one engine, whose life begins with this. What cannot be read is not there; an old reading is never taken for a new one. */
final class Measuring {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration OFTEN = Duration.ofMillis(500);
    /** A reading that is older says nothing about now. */
    private static final Duration FRESH = Duration.ofSeconds(15);

    private final Services services;
    private final Lives lives;
    private final int life;
    private final Errand<Read> errand;

    /** @param busy requests that it works on, as far as it tells */
    private record Read(Instant at, Optional<Measured> measured, OptionalLong busy) {}

    Measuring(Services services, Lives lives, Runnable wake) {
        this.services = services;
        this.lives = lives;
        this.life = lives.next();
        this.errand = new Errand<>("metrics", wake);
    }

    /** @param often its requests are waited for */
    void look(Engine engine, MetricsMap map, boolean often) {
        Instant now = clock().instant();
        Duration every = often ? OFTEN : services.limits().measuring();
        boolean due =
                errand.outcome().map(r -> !r.at().plus(every).isAfter(now)).orElse(true);
        if (due && (often || !map.path().isEmpty())) {
            errand.start(() -> read(engine, map, often));
        }
    }

    Optional<Measured> measured() {
        Instant oldest = clock().instant().minus(FRESH);
        return errand.outcome().flatMap(Read::measured).filter(m -> m.at().isAfter(oldest));
    }

    /** Requests that were running at some time after {@code since}. */
    OptionalLong busy(Instant since) {
        return errand.outcome()
                .filter(r -> r.at().isAfter(since))
                .map(Read::busy)
                .orElseGet(OptionalLong::empty);
    }

    /** Reads the counter of answered tokens now. */
    Optional<Double> tokens(Engine engine, MetricsMap map) {
        return map.sources().containsKey(EngineMetric.TOKENS_OUT)
                ? measure(engine, map).flatMap(m -> m.value(EngineMetric.TOKENS_OUT))
                : Optional.empty();
    }

    private Read read(Engine engine, MetricsMap map, boolean often) {
        Optional<Measured> measured = measure(engine, map);
        OptionalLong told = measured.map(Measured::busy).orElseGet(OptionalLong::empty);
        EngineHttp http = services.http();
        OptionalLong busy = often && told.isEmpty() ? http.running(engine.base()) : told;
        return new Read(clock().instant(), measured, busy);
    }

    private Optional<Measured> measure(Engine engine, MetricsMap map) {
        if (map.path().isEmpty()) {
            return Optional.empty();
        }
        try {
            String page = services.calls().page(engine, map.port(), map.path(), TIMEOUT);
            return Optional.of(lives.add(life, new Normaliser(map).read(page, clock().instant())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Clock clock() {
        return services.clock();
    }
}
