package dev.yardmaster.gateway.proxy;

import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.gateway.metrics.ErrorKind;
import dev.yardmaster.gateway.proxy.Authenticator.Verdict;
import dev.yardmaster.gateway.routes.Caller;
import dev.yardmaster.gateway.routes.Routes;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Where requests of one event loop come in: path, method, key, and off to whom it concerns. */
final class Entrance implements Handler<HttpServerRequest> {
    private static final String MODEL = "/v1/models/";

    private final Loop loop;
    private final Authenticator authenticator;
    private final Inference inference;
    private final ModelList models;
    private final Vitals vitals;

    Entrance(Loop loop, Authenticator authenticator, Vitals vitals) {
        this.loop = loop;
        this.authenticator = authenticator;
        this.inference = new Inference(loop);
        this.models = new ModelList(loop.routes());
        this.vitals = vitals;
    }

    @Override
    public void handle(HttpServerRequest request) {
        long start = System.nanoTime();
        String requestId = Headers.requestId(request.headers());
        request.response().putHeader(Headers.REQUEST_ID, requestId);
        String path = request.path() == null ? "" : request.path();
        switch (path) {
            case "/v1/chat/completions", "/v1/completions" ->
                admit(
                        request,
                        HttpMethod.POST,
                        KeyScope.INFERENCE,
                        caller -> inference.handle(request, caller, requestId, start));
            case "/v1/models" ->
                admit(request, HttpMethod.GET, KeyScope.INFERENCE, caller -> models.list(request, caller));
            case "/metrics" -> admit(request, HttpMethod.GET, KeyScope.METRICS, _ -> vitals.metrics(request));
            case "/healthz" -> whenMethod(request, HttpMethod.GET, () -> vitals.health(request));
            default -> other(request, path);
        }
    }

    private void other(HttpServerRequest request, String path) {
        if (path.startsWith(MODEL) && path.length() > MODEL.length()) {
            String id = path.substring(MODEL.length());
            admit(
                    request,
                    HttpMethod.GET,
                    KeyScope.INFERENCE,
                    caller -> models.one(request, caller, id).ifPresent(refusal -> refuse(request, refusal)));
        } else {
            refuse(request, Refusal.of(ErrorKind.UNKNOWN_PATH, "There is nothing at this path."));
        }
    }

    private void admit(HttpServerRequest request, HttpMethod method, KeyScope scope, Consumer<Caller> then) {
        whenMethod(request, method, () -> {
            Routes routes = loop.routes().get();
            if (!loop.routes().isThere()) {
                refuse(
                        request,
                        Refusal.of(ErrorKind.NO_ROUTES, "This gateway has not heard from its server yet.")
                                .retryAfter("2"));
                return;
            }
            switch (authenticator.check(request, routes, scope)) {
                case Verdict.Admitted(Caller caller) -> then.accept(caller);
                case Verdict.Denied(Refusal refusal) -> refuse(request, refusal);
            }
        });
    }

    private void whenMethod(HttpServerRequest request, HttpMethod method, Runnable then) {
        if (request.method().equals(method)) {
            then.run();
            return;
        }
        request.response().putHeader("allow", method.name());
        refuse(request, Refusal.of(ErrorKind.WRONG_METHOD, "Use " + method.name() + " here."));
    }

    private void refuse(HttpServerRequest request, Refusal refusal) {
        loop.metrics().nowhere().failed(refusal.kind());
        Answers.refuse(request, refusal);
    }

    /** Requests that are not even HTTP: too long a head, a broken line, and the like. */
    void invalid(HttpServerRequest request) {
        loop.metrics().nowhere().failed(ErrorKind.BAD_HTTP);
        // Said aloud, so that no client sends its next request on it.
        request.response().putHeader("connection", "close");
        Answers.refuse(request, Refusal.of(ErrorKind.BAD_HTTP, "This is not a request that HTTP allows here."));
        request.connection().close();
    }
}
