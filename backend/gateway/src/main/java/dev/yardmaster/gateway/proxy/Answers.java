package dev.yardmaster.gateway.proxy;

import dev.yardmaster.gateway.metrics.ErrorKind;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/** Sends answers of the gateway's own. */
final class Answers {
    /** How much of a refused request's body is still read, so that its client gets to see the answer. */
    private static final long PATIENCE_BYTES = 32L * 1024 * 1024;

    private static final long PATIENCE_MILLIS = 2_000;

    private Answers() {}

    static void json(HttpServerRequest request, int status, String body) {
        send(request, status, "application/json", body);
    }

    static void send(HttpServerRequest request, int status, String type, String body) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status).putHeader("content-type", type);
        response.end(body);
        letGo(request);
    }

    static void refuse(HttpServerRequest request, Refusal refusal) {
        HttpServerResponse response = request.response();
        refusal.retryAfter().ifPresent(seconds -> response.putHeader("retry-after", seconds));
        if (refusal.kind() == ErrorKind.UNAUTHENTICATED) {
            response.putHeader("www-authenticate", "Bearer");
        }
        json(request, refusal.kind().status(), refusal.json());
    }

    /** What still comes of a body is thrown away, for a while; then the connection is closed. */
    private static void letGo(HttpServerRequest request) {
        if (request.isEnded() || request.version() == HttpVersion.HTTP_2) {
            return;
        }
        long[] seen = {0};
        request.handler(piece -> {
            seen[0] += piece.length();
            if (seen[0] > PATIENCE_BYTES) {
                request.connection().close();
            }
        });
        Vertx vertx = Vertx.currentContext().owner();
        long timer = vertx.setTimer(PATIENCE_MILLIS, _ -> request.connection().close());
        request.endHandler(_ -> vertx.cancelTimer(timer));
        request.exceptionHandler(_ -> vertx.cancelTimer(timer));
    }
}
