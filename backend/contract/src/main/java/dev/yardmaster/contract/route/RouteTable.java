package dev.yardmaster.contract.route;

import java.time.Instant;
import java.util.List;

/**
 * All that a gateway needs to know, whole each time.
 *
 * @param version grows with every change; ask for what comes after it
 */
public record RouteTable(long version, Instant madeAt, List<Route> routes, List<RouteKey> keys) {
    public static final RouteTable EMPTY = new RouteTable(0, Instant.EPOCH, List.of(), List.of());

    public RouteTable {
        routes = List.copyOf(routes);
        keys = List.copyOf(keys);
    }
}
