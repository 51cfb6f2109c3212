package dev.yardmaster.server.routes.internal;

import dev.yardmaster.contract.route.Route;
import dev.yardmaster.contract.route.Route.Endpoint;
import dev.yardmaster.contract.route.Route.Target;
import dev.yardmaster.contract.route.RouteKey;
import dev.yardmaster.server.deployments.Serving;
import dev.yardmaster.server.deployments.Serving.Engine;
import dev.yardmaster.server.platform.secret.Sha256;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Turns what answers into routes: pure, and the same for the same input in whatever order it comes. */
final class RouteCompiler {
    private RouteCompiler() {}

    static List<Route> routes(Collection<Serving> serving) {
        return serving.stream()
                .sorted(Comparator.comparing(Serving::deployment))
                .map(RouteCompiler::route)
                .toList();
    }

    static List<RouteKey> keys(Collection<RouteKey> keys) {
        return keys.stream().sorted(Comparator.comparing(RouteKey::id)).toList();
    }

    private static Route route(Serving serving) {
        boolean anyHeard = serving.engines().stream().anyMatch(e -> !e.silent());
        List<Target> targets = serving.engines().stream()
                .collect(Collectors.groupingBy(Engine::revision, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(e -> target(serving.deployment(), e.getKey(), e.getValue(), anyHeard))
                .toList();
        return new Route(serving.deployment(), serving.project(), serving.createdAt(), targets);
    }

    /** A revision weighs as much as it has engines that are heard from; where a route has none, silent ones count. */
    private static Target target(String deployment, int revision, List<Engine> engines, boolean anyHeard) {
        int weight =
                (int) engines.stream().filter(e -> !(anyHeard && e.silent())).count();
        return new Target(
                deployment,
                revision,
                weight,
                engines.stream()
                        .sorted(Comparator.comparing(Engine::instance))
                        .map(e -> new Endpoint(e.instance(), e.url(), e.modelName(), e.key(), e.silent()))
                        .toList());
    }

    /** Changes with the content and with nothing else. */
    static String digest(List<Route> routes, List<RouteKey> keys) {
        StringBuilder text = new StringBuilder();
        for (Route route : routes) {
            line(text, "route", route.name(), route.project(), route.createdAt());
            for (Target target : route.targets()) {
                line(text, "target", target.deployment(), target.revision(), target.weight());
                target.endpoints()
                        .forEach(e ->
                                line(text, "endpoint", e.instance(), e.url(), e.modelName(), e.key(), e.suspect()));
            }
        }
        keys.forEach(k -> line(
                text,
                "key",
                k.id(),
                k.name(),
                k.project(),
                k.sha256(),
                k.scopes().stream().sorted().toList(),
                k.expiresAt()));
        return Sha256.hex(text.toString());
    }

    private static void line(StringBuilder text, Object... parts) {
        for (Object part : parts) {
            text.append(part).append('\t');
        }
        text.append('\n');
    }
}
