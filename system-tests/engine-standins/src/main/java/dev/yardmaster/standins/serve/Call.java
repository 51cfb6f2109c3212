package dev.yardmaster.standins.serve;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One request and its answer. */
public final class Call {
    private final HttpExchange exchange;
    private final List<String> captured;

    Call(HttpExchange exchange, List<String> captured) {
        this.exchange = exchange;
        this.captured = captured;
    }

    public String method() {
        return exchange.getRequestMethod();
    }

    public String path() {
        return exchange.getRequestURI().getPath();
    }

    /** What stood in the route's n-th pair of braces. */
    public String part(int n) {
        return captured.get(n);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    public Optional<String> bearer() {
        return header("Authorization").filter(h -> h.startsWith("Bearer ")).map(h -> h.substring(7));
    }

    /** All values of a parameter of the query. */
    public List<String> query(String name) {
        List<String> found = new ArrayList<>();
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        for (String pair : query.split("&")) {
            String[] both = pair.split("=", 2);
            if (both[0].equals(name)) {
                found.add(both.length < 2 ? "" : URLDecoder.decode(both[1], StandardCharsets.UTF_8));
            }
        }
        return found;
    }

    /** The body, empty where it is no JSON object. */
    public Optional<JsonNode> json() throws IOException {
        try {
            JsonNode node =
                    JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
            return Optional.of(node).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** The body, empty where it is no JSON at all. */
    public Optional<JsonNode> anyJson() throws IOException {
        try {
            return Optional.of(
                    JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes()));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    public void reply(int status, @Nullable Object json) throws IOException {
        send(status, "application/json", Json.text(json));
    }

    public void text(int status, String text) throws IOException {
        send(status, "text/plain; charset=utf-8", text);
    }

    public void empty(int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void send(int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    /** An answer in pieces. */
    public interface Stream extends AutoCloseable {
        void piece(String text) throws IOException;

        @Override
        void close() throws IOException;
    }

    public Stream stream(String type) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        return new Stream() {
            @Override
            public void piece(String text) throws IOException {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }

            @Override
            public void close() throws IOException {
                out.close();
            }
        };
    }

    void abandon() {
        exchange.close();
    }
}
