package dev.yardmaster.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.yardmaster.contract.route.RoutePaths;
import dev.yardmaster.contract.route.RouteTable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** The control plane's one address that gateways ask, with a real long poll. */
final class FakeServer implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    final List<String> questions = new CopyOnWriteArrayList<>();
    private final HttpServer http;
    private String token;
    private String answer = "";
    private long version = Long.MIN_VALUE;

    FakeServer(String token) {
        this(token, 0);
    }

    FakeServer(String token, int port) {
        this.token = token;
        try {
            http = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext(RoutePaths.ROUTES, this::handle);
        http.start();
    }

    int port() {
        return http.getAddress().getPort();
    }

    synchronized void publish(RouteTable table) {
        publish(table.version(), JSON.writeValueAsString(table));
    }

    /** Any text as the table of that version. */
    synchronized void publish(long newVersion, String json) {
        version = newVersion;
        answer = json;
        notifyAll();
    }

    synchronized void accept(String newToken) {
        token = newToken;
        notifyAll();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        questions.add(query);
        long after = Long.parseLong(query.replaceAll(".*after=(-?\\d+).*", "$1"));
        long wait = Long.parseLong(query.replaceAll(".*waitSeconds=(\\d+).*", "$1"));
        if (!("Bearer " + token()).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
            return;
        }
        byte[] body = newer(after, System.nanoTime() + wait * 1_000_000_000).getBytes(StandardCharsets.UTF_8);
        if (body.length == 0) {
            exchange.sendResponseHeaders(204, -1);
        } else {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private synchronized String token() {
        return token;
    }

    private synchronized String newer(long after, long deadline) {
        try {
            while (version <= after && System.nanoTime() < deadline) {
                wait(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return version > after ? answer : "";
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
