package dev.yardmaster.gateway.routes;

import dev.yardmaster.contract.route.Route;
import dev.yardmaster.contract.route.RouteKey;
import dev.yardmaster.contract.route.RouteTable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a table must satisfy to be served. */
final class TableCheck {
    private static final int MOST_WEIGHT = 1_000_000;

    private TableCheck() {}

    /** @throws BadTable naming the field, never its secret value */
    static void check(RouteTable table) {
        demand(table.version() >= 0, "version", "must not be negative");
        present(table.madeAt(), "madeAt");
        Set<String> names = new HashSet<>();
        List<Route> routes = table.routes();
        for (int i = 0; i < routes.size(); i++) {
            Route route = routes.get(i);
            String at = "routes[" + i + "]";
            filled(route.name(), at + ".name");
            demand(names.add(route.name()), at + ".name", "'" + route.name() + "' is there twice");
            present(route.project(), at + ".project");
            present(route.createdAt(), at + ".createdAt");
            targets(route.targets(), at);
        }
        for (int i = 0; i < table.keys().size(); i++) {
            key(table.keys().get(i), "keys[" + i + "]");
        }
    }

    private static void targets(List<Route.Target> targets, String route) {
        for (int i = 0; i < targets.size(); i++) {
            Route.Target target = targets.get(i);
            String at = route + ".targets[" + i + "]";
            present(target.deployment(), at + ".deployment");
            demand(
                    target.weight() >= 0 && target.weight() <= MOST_WEIGHT,
                    at + ".weight",
                    "must be from 0 to " + MOST_WEIGHT);
            for (int e = 0; e < target.endpoints().size(); e++) {
                endpoint(target.endpoints().get(e), at + ".endpoints[" + e + "]");
            }
        }
    }

    private static void endpoint(Route.Endpoint endpoint, String at) {
        filled(endpoint.instance(), at + ".instance");
        filled(endpoint.url(), at + ".url");
        filled(endpoint.modelName(), at + ".modelName");
        present(endpoint.key(), at + ".key");
        demand(endpoint.key().chars().allMatch(c -> c > ' ' && c < 0x7F), at + ".key", "must be printable ASCII");
        try {
            AddressParser.parse(endpoint.url());
        } catch (IllegalArgumentException e) {
            throw new BadTable(at + ".url: " + e.getMessage());
        }
    }

    private static void key(RouteKey key, String at) {
        filled(key.id(), at + ".id");
        present(key.project(), at + ".project");
        present(key.sha256(), at + ".sha256");
        try {
            KeyHash.parse(key.sha256());
        } catch (IllegalArgumentException e) {
            throw new BadTable(at + ".sha256: " + e.getMessage());
        }
    }

    private static void filled(@Nullable String value, String at) {
        demand(value != null && !value.isEmpty(), at, "is missing");
    }

    private static void present(@Nullable Object value, String at) {
        demand(value != null, at, "is missing");
    }

    private static void demand(boolean holds, String at, String otherwise) {
        if (!holds) {
            throw new BadTable(at + ": " + otherwise);
        }
    }
}
