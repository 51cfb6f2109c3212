package dev.yardmaster.engine.serve;

import dev.yardmaster.engine.api.ApiError;
import dev.yardmaster.engine.api.ApiException;
import dev.yardmaster.engine.http.Exchange;
import dev.yardmaster.engine.http.Handler;
import dev.yardmaster.engine.http.Request;
import dev.yardmaster.engine.http.Response;
import dev.yardmaster.engine.metrics.EngineMetrics;
import java.util.Map;
import java.util.function.Supplier;

/** Finds what a path and a method mean, asks for the key, and turns refusals into answers. */
final class Router implements Handler {
    private static final Map<String, String> METHODS = Map.of(
            "/health", "GET",
            "/metrics", "GET",
            "/v1/models", "GET",
            "/v1/chat/completions", "POST",
            "/v1/completions", "POST",
            "/v1/load_lora_adapter", "POST",
            "/v1/unload_lora_adapter", "POST");

    private final ApiKey key;
    private final EngineMetrics metrics;
    private final Supplier<Phase> phase;

    Router(ApiKey key, EngineMetrics metrics, Supplier<Phase> phase) {
        this.key = key;
        this.metrics = metrics;
        this.phase = phase;
    }

    @Override
    public void handle(Exchange exchange) {
        long arrived = System.nanoTime();
        try {
            route(exchange, arrived);
        } catch (ApiException refused) {
            refuse(exchange, refused.error());
        } catch (EndedEarlyException ended) {
            exchange.respond(response(exchange, ended.error()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            refuse(exchange, ApiError.unavailable("stopping", "The engine is stopping."));
        } catch (RuntimeException mistake) {
            mistake.printStackTrace();
            refuse(exchange, ApiError.internal("The engine has made a mistake; its log says more."));
        }
    }

    private void refuse(Exchange exchange, ApiError error) {
        metrics.refused(error.status());
        exchange.respond(response(exchange, error));
    }

    private static Response response(Exchange exchange, ApiError error) {
        Response response = Response.json(error.status(), error.json());
        return switch (error.status()) {
            case 401 -> response.with("WWW-Authenticate", "Bearer");
            case 405 ->
                response.with("Allow", METHODS.getOrDefault(exchange.request().path(), ""));
            case 503 -> response.with("Retry-After", "1");
            default -> response;
        };
    }

    private void route(Exchange exchange, long arrived) throws InterruptedException {
        Request request = exchange.request();
        String method = METHODS.get(request.path());
        if (request.path().startsWith("/v1/") && !key.allows(request.authorization())) {
            throw new ApiException(ApiError.unauthorized());
        }
        if (method == null) {
            throw new ApiException(ApiError.notFound("There is nothing at %s.".formatted(request.path())));
        }
        if (!method.equals(request.method())) {
            throw new ApiException(ApiError.methodNotAllowed("%s takes %s.".formatted(request.path(), method)));
        }
        switch (request.path()) {
            case "/health" -> exchange.respond(health());
            case "/metrics" ->
                exchange.respond(Response.text(
                        200,
                        EngineMetrics.contentType(),
                        metrics.text(phase.get().about())));
            default -> serve(exchange, arrived);
        }
    }

    private Response health() {
        return switch (phase.get()) {
            case Phase.Loading _ ->
                Response.json(503, "{\"status\":\"loading\"}").with("Retry-After", "1");
            case Phase.Ready _ -> Response.json(200, "{\"status\":\"ok\"}");
            case Phase.Stopping _ ->
                Response.json(503, "{\"status\":\"stopping\"}").with("Retry-After", "1");
        };
    }

    private void serve(Exchange exchange, long arrived) throws InterruptedException {
        Service service = switch (phase.get()) {
            case Phase.Loading _ -> throw new ApiException(ApiError.unavailable("loading", "The model is loading."));
            case Phase.Ready(Service ready) -> ready;
            case Phase.Stopping _ ->
                throw new ApiException(ApiError.unavailable("stopping", "The engine is stopping."));
        };
        switch (exchange.request().path()) {
            case "/v1/models" -> exchange.respond(service.models());
            case "/v1/chat/completions" -> service.chat(exchange, arrived);
            case "/v1/completions" -> service.text(exchange, arrived);
            case "/v1/load_lora_adapter" -> exchange.respond(service.loadAdapter(exchange));
            default -> exchange.respond(service.unloadAdapter(exchange));
        }
    }
}
