package dev.yardmaster.gateway.routes;

import dev.yardmaster.contract.route.Route;
import dev.yardmaster.contract.route.RouteKey;
import dev.yardmaster.contract.route.RouteTable;
import dev.yardmaster.gateway.json.JsonText;
import dev.yardmaster.gateway.metrics.Metrics;
import dev.yardmaster.gateway.metrics.Series;
import dev.yardmaster.gateway.metrics.Series.Labels;
import dev.yardmaster.gateway.routes.Routes.InstanceKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Turns a route table into {@link Routes}, once per table. Checks it whole: a table with one bad entry is refused. */
final class Compiler {
    private final Routes before;
    private final Metrics metrics;
    private final Ejection ejection;
    private final Map<InstanceKey, InstanceState> states = new HashMap<>();
    private final Set<Labels> served = new HashSet<>();

    private Compiler(Routes before, Metrics metrics, Ejection ejection) {
        this.before = before;
        this.metrics = metrics;
        this.ejection = ejection;
    }

    /** @throws BadTable naming the first entry that cannot be */
    static Routes compile(RouteTable table, Routes before, Metrics metrics, Ejection ejection) {
        return new Compiler(before, metrics, ejection).compile(table);
    }

    private Routes compile(RouteTable table) {
        Map<String, ServedRoute> routes = new HashMap<>();
        for (Route route : table.routes()) {
            routes.put(route.name(), route(route));
        }
        Map<KeyHash, Caller> callers = new HashMap<>();
        for (RouteKey key : table.keys()) {
            callers.put(
                    KeyHash.parse(key.sha256()), new Caller(key.id(), key.project(), key.scopes(), key.expiresAt()));
        }
        var compiled = new Routes(table.version(), table.madeAt(), routes, callers, states);
        metrics.keepOnly(served);
        return compiled;
    }

    private ServedRoute route(Route route) {
        List<ServedTarget> targets = new ArrayList<>();
        for (Route.Target target : route.targets()) {
            List<Instance> instances = target.endpoints().stream()
                    .map(endpoint -> instance(route.name(), target, endpoint))
                    .toList();
            if (target.weight() > 0 && !instances.isEmpty()) {
                targets.add(new ServedTarget(target.weight(), instances));
            }
        }
        WeightedTurn turn = before.route(route.name())
                .map(ServedRoute::turn)
                .orElseGet(() -> new WeightedTurn(ThreadLocalRandom.current().nextLong()));
        return new ServedRoute(
                route.name(),
                route.project(),
                route.createdAt(),
                List.copyOf(targets),
                turn,
                series(Labels.ofRoute(route.name())));
    }

    private Instance instance(String route, Route.Target target, Route.Endpoint endpoint) {
        String revision = Integer.toString(target.revision());
        var key = new InstanceKey(endpoint.instance(), endpoint.url());
        InstanceState state = states.computeIfAbsent(key, k -> {
            InstanceState known = before.states().get(k);
            return known == null ? new InstanceState(ejection) : known;
        });
        return new Instance(
                endpoint.instance(),
                revision,
                AddressParser.parse(endpoint.url()),
                JsonText.quote(endpoint.modelName()).getBytes(StandardCharsets.UTF_8),
                "Bearer " + endpoint.key(),
                endpoint.suspect(),
                state,
                series(new Labels(route, target.deployment(), revision, endpoint.instance())));
    }

    private Series series(Labels labels) {
        served.add(labels);
        return metrics.series(labels);
    }
}
