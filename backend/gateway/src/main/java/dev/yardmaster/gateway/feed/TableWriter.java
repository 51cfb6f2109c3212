package dev.yardmaster.gateway.feed;

import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.route.Route;
import dev.yardmaster.contract.route.RouteKey;
import dev.yardmaster.contract.route.RouteTable;
import dev.yardmaster.gateway.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes route tables so that {@link TableCodec} reads them. */
final class TableWriter {
    private TableWriter() {}

    static byte[] write(RouteTable table) {
        String json = "{\"version\":" + table.version() + time("madeAt", table.madeAt())
                + list("routes", table.routes(), TableWriter::route) + list("keys", table.keys(), TableWriter::key)
                + "}";
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static String route(Route route) {
        return "{\"name\":" + JsonText.quote(route.name()) + text("project", route.project())
                + time("createdAt", route.createdAt()) + list("targets", route.targets(), TableWriter::target) + "}";
    }

    private static String target(Route.Target target) {
        return "{\"deployment\":" + JsonText.quote(target.deployment()) + ",\"revision\":" + target.revision()
                + ",\"weight\":" + target.weight() + list("endpoints", target.endpoints(), TableWriter::endpoint) + "}";
    }

    private static String endpoint(Route.Endpoint endpoint) {
        return "{\"instance\":" + JsonText.quote(endpoint.instance()) + text("url", endpoint.url())
                + text("modelName", endpoint.modelName()) + text("key", endpoint.key()) + ",\"suspect\":"
                + endpoint.suspect() + "}";
    }

    private static String key(RouteKey key) {
        return "{\"id\":" + JsonText.quote(key.id()) + text("name", key.name()) + text("project", key.project())
                + text("sha256", key.sha256())
                + list("scopes", key.scopes(), (KeyScope scope) -> JsonText.quote(scope.word()))
                + key.expiresAt().map(at -> time("expiresAt", at)).orElse("") + "}";
    }

    private static String text(String name, String value) {
        return ",\"" + name + "\":" + JsonText.quote(value);
    }

    private static String time(String name, Instant value) {
        return text(name, value.toString());
    }

    private static <T> String list(String name, Collection<T> items, Function<T, String> write) {
        return items.stream().map(write).collect(Collectors.joining(",", ",\"" + name + "\":[", "]"));
    }
}
