package dev.yardmaster.gateway.proxy;

import dev.yardmaster.gateway.json.Edit;
import dev.yardmaster.gateway.json.RequestFacts;
import dev.yardmaster.gateway.routes.Instance;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.util.List;

/**
 * A request that has been read and understood.
 *
 * @param start when its head arrived, in {@link System#nanoTime()}
 */
record Call(HttpServerRequest request, String requestId, long start, RequestFacts facts, Bytes body) {

    /** Whether the gateway asked for the usage chunk and the client did not. */
    boolean hidesUsage() {
        return facts.usageEdit().isPresent();
    }

    Buffer bodyFor(Instance instance) {
        var model = new Edit(facts.modelStart(), facts.modelEnd(), instance.model());
        return body.with(facts.usageEdit()
                .map(usage -> usage.start() < model.start() ? List.of(usage, model) : List.of(model, usage))
                .orElseGet(() -> List.of(model)));
    }

    private String query() {
        String query = request.query();
        return query == null ? "" : "?" + query;
    }

    RequestOptions headFor(Instance instance, long connectMillis, int bodyLength) {
        Instance.Address address = instance.address();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setSsl(address.tls())
                .setHost(address.host())
                .setPort(address.port())
                .setURI(address.path() + request.path() + query())
                .setConnectTimeout(connectMillis);
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        Headers.toEngine(request.headers(), headers);
        headers.set("authorization", instance.authorization());
        headers.set(Headers.REQUEST_ID, requestId);
        headers.set("content-length", Integer.toString(bodyLength));
        return options.setHeaders(headers);
    }
}
