package dev.yardmaster.gateway.proxy;

import dev.yardmaster.gateway.json.JsonText;
import dev.yardmaster.gateway.metrics.ErrorKind;
import dev.yardmaster.gateway.routes.Caller;
import dev.yardmaster.gateway.routes.CurrentRoutes;
import dev.yardmaster.gateway.routes.ServedRoute;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code /v1/models}: the routes that a key may use. */
final class ModelList {
    private final CurrentRoutes routes;

    ModelList(CurrentRoutes routes) {
        this.routes = routes;
    }

    void list(HttpServerRequest request, Caller caller) {
        String data =
                routes.get().visibleTo(caller).stream().map(ModelList::json).collect(Collectors.joining(","));
        Answers.json(request, 200, "{\"object\":\"list\",\"data\":[" + data + "]}");
    }

    /** Answers, or says why not. */
    Optional<Refusal> one(HttpServerRequest request, Caller caller, String encodedId) {
        Optional<ServedRoute> route =
                decoded(encodedId).flatMap(routes.get()::route).filter(caller::sees);
        route.ifPresent(found -> Answers.json(request, 200, json(found)));
        return route.isPresent()
                ? Optional.empty()
                : Optional.of(Refusal.of(ErrorKind.UNKNOWN_MODEL, "This model does not exist or is not yours to use.")
                        .param("model"));
    }

    /** In a path, other than in a form, a plus is a plus. */
    private static Optional<String> decoded(String id) {
        try {
            return Optional.of(URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String json(ServedRoute route) {
        return "{\"id\":" + JsonText.quote(route.name()) + ",\"object\":\"model\",\"created\":"
                + route.createdAt().getEpochSecond() + ",\"owned_by\":" + JsonText.quote(route.project()) + "}";
    }
}
