package dev.yardmaster.gateway.proxy;

import dev.yardmaster.gateway.feed.FeedState;
import dev.yardmaster.gateway.metrics.Metrics;
import dev.yardmaster.gateway.metrics.TableFacts;
import dev.yardmaster.gateway.routes.CurrentRoutes;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/** {@code /healthz} and {@code /metrics}. */
final class Vitals {
    private final CurrentRoutes routes;
    private final Metrics metrics;
    private final Supplier<FeedState> feed;
    private final Clock clock;

    Vitals(CurrentRoutes routes, Metrics metrics, Supplier<FeedState> feed, Clock clock) {
        this.routes = routes;
        this.metrics = metrics;
        this.feed = feed;
        this.clock = clock;
    }

    /** Good as soon as there is a table, from wherever; whether the server answers is said but does not matter. */
    void health(HttpServerRequest request) {
        boolean there = routes.isThere();
        TableFacts facts = facts();
        String json = "{\"status\":\"" + (there ? "ok" : "waiting for a route table")
                + "\",\"routeTableVersion\":" + facts.version()
                + ",\"routeTableAgeSeconds\":" + (there ? facts.age().toSeconds() : "null")
                + ",\"serverReachable\":" + facts.serverAnswers() + "}";
        Answers.json(request, there ? 200 : 503, json);
    }

    void metrics(HttpServerRequest request) {
        Answers.send(request, 200, Metrics.contentType(), metrics.scrape(facts()));
    }

    private TableFacts facts() {
        FeedState state = feed.get();
        Duration age = Duration.between(state.confirmedAt(), clock.instant());
        return new TableFacts(
                routes.get().version(),
                age.isNegative() ? Duration.ZERO : age,
                state.serverAnswers(),
                state.refused(),
                routes.get().ejected(System.nanoTime()));
    }
}
