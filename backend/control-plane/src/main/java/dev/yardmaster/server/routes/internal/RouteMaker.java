package dev.yardmaster.server.routes.internal;

import dev.yardmaster.contract.route.Route;
import dev.yardmaster.contract.route.RouteKey;
import dev.yardmaster.contract.route.RouteTable;
import dev.yardmaster.server.access.RouteKeys;
import dev.yardmaster.server.deployments.ServingDeployments;
import dev.yardmaster.server.routes.store.RouteVersionStore;
import dev.yardmaster.server.routes.store.RouteVersionStore.RouteVersion;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes the table from what is stored. The version is locked before anything is read, so of several servers each
 * compiles what is newest, and the version grows only when the content is another.
 */
@Component
class RouteMaker {
    private final RouteVersionStore versions;
    private final ServingDeployments deployments;
    private final RouteKeys keys;
    private final Clock clock;

    RouteMaker(RouteVersionStore versions, ServingDeployments deployments, RouteKeys keys, Clock clock) {
        this.versions = versions;
        this.deployments = deployments;
        this.keys = keys;
        this.clock = clock;
    }

    @Transactional
    RouteTable make() {
        RouteVersion last = versions.lock();
        List<Route> routes = RouteCompiler.routes(deployments.serving());
        List<RouteKey> allowed = RouteCompiler.keys(keys.routeKeys());
        String digest = RouteCompiler.digest(routes, allowed);
        if (digest.equals(last.digest())) {
            return new RouteTable(last.version(), last.madeAt(), routes, allowed);
        }
        RouteVersion next =
                new RouteVersion(last.version() + 1, digest, clock.instant().truncatedTo(ChronoUnit.MICROS));
        versions.write(next);
        return new RouteTable(next.version(), next.madeAt(), routes, allowed);
    }
}
