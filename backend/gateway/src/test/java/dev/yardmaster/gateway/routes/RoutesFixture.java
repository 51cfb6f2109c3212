package dev.yardmaster.gateway.routes;

import dev.yardmaster.contract.route.Route;
import dev.yardmaster.gateway.Tables;
import dev.yardmaster.gateway.metrics.Metrics;
import java.time.Clock;
import java.time.Duration;

final class RoutesFixture {
    static final Ejection EJECTION = new Ejection(Duration.ofSeconds(1), Duration.ofSeconds(8));

    private RoutesFixture() {}

    static CurrentRoutes empty() {
        return new CurrentRoutes(new Metrics(Clock.systemUTC()), EJECTION);
    }

    static CurrentRoutes with(Route... routes) {
        CurrentRoutes current = empty();
        current.offer(Tables.table(1, routes));
        return current;
    }

    static ServedRoute route(CurrentRoutes routes, String name) {
        return routes.get().route(name).orElseThrow();
    }
}
