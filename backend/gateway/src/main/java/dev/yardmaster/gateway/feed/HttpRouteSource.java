package dev.yardmaster.gateway.feed;

import dev.yardmaster.contract.route.RoutePaths;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the server over HTTP. */
public final class HttpRouteSource implements RouteSource {
    private static final int LARGEST_TABLE = 64 * 1024 * 1024;
    private static final Duration GRACE = Duration.ofSeconds(10);

    private record Raw(int status, Buffer body) {}

    private final HttpClient client;
    private final URI server;
    private final Duration wait;

    /** @param wait how long the server may hold a question when it has nothing new */
    public HttpRouteSource(HttpClient client, URI server, Duration wait) {
        this.client = client;
        this.server = server;
        this.wait = wait;
    }

    @Override
    public Answer poll(long after, String token) throws InterruptedException {
        Future<Raw> raw = client.request(question(after, token))
                .compose(request -> request.send().compose(this::read));
        try {
            return answer(raw.toCompletionStage()
                    .toCompletableFuture()
                    .get(wait.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return new Answer.Failed("it did not answer in time");
        } catch (ExecutionException e) {
            return new Answer.Failed(reason(e));
        }
    }

    private RequestOptions question(long after, String token) {
        boolean tls = "https".equals(server.getScheme());
        int port = server.getPort() >= 0 ? server.getPort() : tls ? 443 : 80;
        String base = server.getRawPath().replaceAll("/+$", "");
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setSsl(tls)
                .setHost(server.getHost())
                .setPort(port)
                .setURI(base + RoutePaths.ROUTES + "?after=" + after + "&waitSeconds=" + wait.toSeconds())
                .setIdleTimeout(wait.plus(GRACE).toMillis())
                .putHeader("authorization", "Bearer " + token)
                .putHeader("accept", "application/json");
    }

    /** Reads no more than a table may have; parsing is left to the feed's own thread. */
    private Future<Raw> read(HttpClientResponse response) {
        Promise<Raw> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.exceptionHandler(whole::tryFail);
        response.endHandler(_ -> whole.tryComplete(new Raw(response.statusCode(), body)));
        response.handler(piece -> {
            body.appendBuffer(piece);
            if (body.length() > LARGEST_TABLE) {
                whole.tryFail("its route table is larger than " + LARGEST_TABLE + " bytes");
                response.request().reset();
            }
        });
        return whole.future();
    }

    private static Answer answer(Raw raw) {
        return switch (raw.status()) {
            case 200 -> table(raw.body());
            case 204 -> new Answer.NothingNew();
            case 401, 403 -> new Answer.Unauthorized(raw.status());
            default -> new Answer.Failed("it answers " + raw.status());
        };
    }

    private static Answer table(Buffer body) {
        try {
            return new Answer.Fresh(TableCodec.read(body.getBytes()));
        } catch (IllegalArgumentException e) {
            return new Answer.Failed("its answer is no route table: " + e.getMessage());
        }
    }

    private static String reason(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName().toLowerCase(Locale.ROOT) : message;
    }
}
