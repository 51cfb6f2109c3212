package dev.yardmaster.gateway.feed;

import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.route.Route;
import dev.yardmaster.contract.route.RouteKey;
import dev.yardmaster.contract.route.RouteTable;
import dev.yardmaster.gateway.json.JsonTree;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Reads route tables as the contract's annotations describe them, by hand: a binding library would be half of what this
 * process loads at its start. A field that this gateway does not know is no error, nor is a scope: the server may be newer.
 */
final class TableCodec {
    private TableCodec() {}

    /** @throws IllegalArgumentException when it is no table; the message tells where, never what stood there */
    static RouteTable read(byte[] json) {
        JsonFields table = JsonFields.of("", JsonTree.read(json));
        return new RouteTable(
                table.number("version"),
                table.time("madeAt"),
                table.objects("routes", TableCodec::route),
                table.objects("keys", TableCodec::key));
    }

    private static Route route(JsonFields route) {
        return new Route(
                route.text("name"),
                route.text("project"),
                route.time("createdAt"),
                route.objects("targets", TableCodec::target));
    }

    private static Route.Target target(JsonFields target) {
        return new Route.Target(
                target.text("deployment"),
                target.smallNumber("revision"),
                target.smallNumber("weight"),
                target.objects("endpoints", TableCodec::endpoint));
    }

    private static Route.Endpoint endpoint(JsonFields endpoint) {
        return new Route.Endpoint(
                endpoint.text("instance"),
                endpoint.text("url"),
                endpoint.text("modelName"),
                endpoint.text("key"),
                endpoint.flag("suspect"));
    }

    private static RouteKey key(JsonFields key) {
        return new RouteKey(
                key.text("id"),
                key.text("name"),
                key.text("project"),
                key.text("sha256"),
                scopes(key),
                key.timeIfThere("expiresAt"));
    }

    private static Set<KeyScope> scopes(JsonFields key) {
        Set<KeyScope> known = new LinkedHashSet<>();
        for (String word : key.texts("scopes")) {
            for (KeyScope scope : KeyScope.values()) {
                if (scope.word().equals(word)) {
                    known.add(scope);
                }
            }
        }
        return known;
    }
}
