package dev.yardmaster.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An engine that does what a test tells it, and remembers what it was asked and who left early. */
final class FakeEngine implements AutoCloseable {
    record Received(String path, Map<String, String> headers, String body) {}

    /** What to do with a request whose body has arrived. */
    interface Behaviour {
        void answer(Exchange exchange);
    }

    record Exchange(HttpServerRequest request, String body, Vertx vertx) {
        HttpServerResponse response() {
            return request.response();
        }

        boolean streams() {
            return body.contains("\"stream\":true");
        }

        boolean asksForUsage() {
            return body.contains("\"include_usage\":true");
        }
    }

    final List<Received> received = new CopyOnWriteArrayList<>();
    final AtomicInteger abandoned = new AtomicInteger();
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private volatile Behaviour behaviour;

    FakeEngine(Behaviour behaviour) {
        this(behaviour, 0);
    }

    FakeEngine(Behaviour behaviour, int port) {
        this.behaviour = behaviour;
        this.server = vertx.createHttpServer().requestHandler(this::handle);
        TestGateway.await(server.listen(port, "127.0.0.1"));
    }

    int port() {
        return server.actualPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    void behave(Behaviour next) {
        behaviour = next;
    }

    private void handle(HttpServerRequest request) {
        boolean[] ended = {false};
        request.response().endHandler(_ -> ended[0] = true);
        request.response().closeHandler(_ -> {
            if (!ended[0]) {
                abandoned.incrementAndGet();
            }
        });
        request.body().onSuccess(body -> {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            request.headers().forEach(header -> headers.put(header.getKey(), header.getValue()));
            received.add(new Received(request.uri(), headers, body.toString(StandardCharsets.UTF_8)));
            behaviour.answer(new Exchange(request, body.toString(StandardCharsets.UTF_8), vertx));
        });
    }

    /** Answers as an engine would: streamed or not, with usage where it is due. */
    static Behaviour words(String... words) {
        return exchange -> {
            if (exchange.streams()) {
                stream(exchange, 0, words);
            } else {
                json(exchange.response(), 200, answer(String.join("", words), 7, words.length));
            }
        };
    }

    static Behaviour words(int delayMillis, String... words) {
        return exchange -> stream(exchange, delayMillis, words);
    }

    static Behaviour status(int status, String body, Map<String, String> headers) {
        return exchange -> {
            headers.forEach(exchange.response()::putHeader);
            json(exchange.response(), status, body);
        };
    }

    /** Takes the request and says nothing. */
    static Behaviour silence() {
        return _ -> {};
    }

    /** Sends some words of a stream, and then the connection breaks. */
    static Behaviour dies(String... words) {
        return exchange -> {
            openStream(exchange.response());
            for (String word : words) {
                exchange.response().write(chunk(word, exchange.asksForUsage()));
            }
            exchange.vertx().setTimer(50, _ -> exchange.request().connection().close());
        };
    }

    static void openStream(HttpServerResponse response) {
        response.setChunked(true).putHeader("content-type", "text/event-stream; charset=utf-8");
    }

    private static void stream(Exchange exchange, int delayMillis, String[] words) {
        openStream(exchange.response());
        next(exchange, delayMillis, words, 0);
    }

    private static void next(Exchange exchange, int delayMillis, String[] words, int at) {
        HttpServerResponse response = exchange.response();
        if (response.closed()) {
            return;
        }
        if (at == words.length) {
            if (exchange.asksForUsage()) {
                response.write(usageChunk(7, words.length));
            }
            response.end("data: [DONE]\n\n");
            return;
        }
        response.write(chunk(words[at], exchange.asksForUsage()));
        if (delayMillis == 0) {
            next(exchange, delayMillis, words, at + 1);
        } else {
            exchange.vertx().setTimer(delayMillis, _ -> next(exchange, delayMillis, words, at + 1));
        }
    }

    static String chunk(String word, boolean withUsage) {
        return "data: {\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + word
                + "\"},\"finish_reason\":null}]" + (withUsage ? ",\"usage\":null" : "") + "}\n\n";
    }

    static String usageChunk(int prompt, int completion) {
        return "data: {\"object\":\"chat.completion.chunk\",\"choices\":[]," + usage(prompt, completion) + "}\n\n";
    }

    static String answer(String text, int prompt, int completion) {
        return "{\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
                + text + "\"},\"finish_reason\":\"stop\"}]," + usage(prompt, completion) + "}";
    }

    private static String usage(int prompt, int completion) {
        return "\"usage\":{\"prompt_tokens\":" + prompt + ",\"completion_tokens\":" + completion + ",\"total_tokens\":"
                + (prompt + completion) + ",\"prompt_tokens_details\":{\"cached_tokens\":3}}";
    }

    private static void json(HttpServerResponse response, int status, String body) {
        response.setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(Buffer.buffer(body));
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
