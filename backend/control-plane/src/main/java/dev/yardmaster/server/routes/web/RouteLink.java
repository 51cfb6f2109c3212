package dev.yardmaster.server.routes.web;

import dev.yardmaster.contract.route.RoutePaths;
import dev.yardmaster.contract.route.RouteTable;
import dev.yardmaster.server.routes.internal.RouteFeed;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The address that gateways dial. */
@RestController
class RouteLink {
    private final RouteFeed routes;

    RouteLink(RouteFeed routes) {
        this.routes = routes;
    }

    @GetMapping(RoutePaths.ROUTES)
    ResponseEntity<RouteTable> routes(
            @RequestParam(defaultValue = "0") long after, @RequestParam(defaultValue = "0") int waitSeconds) {
        return routes.next(after, Duration.ofSeconds(Math.max(0, waitSeconds)))
                .map(t ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(t))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }
}
