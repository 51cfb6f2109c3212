package dev.yardmaster.agent.status;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.yardmaster.agent.config.AgentConfig.Listen;
import dev.yardmaster.agent.config.ConfigProblem;
import dev.yardmaster.agent.platform.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** Answers {@code GET /healthz} and {@code GET /metrics}. */
public final class StatusServer implements AutoCloseable {
    private static final int WAITING = 128;

    static {
        // Read by the JDK's server when its first one is made: small answers go out at once, slow readers do not stay.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxReqTime", "30");
        System.setProperty("sun.net.httpserver.maxRspTime", "600");
    }

    private final HttpServer server;

    private StatusServer(HttpServer server) {
        this.server = server;
    }

    /** Takes the port, or says which variable changes it. */
    public static StatusServer bind(Listen where) {
        try {
            return new StatusServer(HttpServer.create(new InetSocketAddress(where.host(), where.port()), WAITING));
        } catch (IOException e) {
            throw new ConfigProblem("Port " + where.port() + " on " + where.host() + " cannot be used ("
                    + e.getMessage() + "). Set YARD_AGENT_PORT or YARD_AGENT_HOST.");
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Before it is started. */
    public void with(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    public StatusServer start(StatusPage page) {
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange, page);
            }
        });
        server.start();
        return this;
    }

    private static void answer(HttpExchange exchange, StatusPage page) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            exchange.getResponseHeaders().add("Allow", "GET");
            send(exchange, 405, "text/plain", "Only GET is answered.\n");
            return;
        }
        switch (exchange.getRequestURI().getPath()) {
            case "/healthz" -> {
                int status = page.healthy().getAsBoolean() ? 200 : 503;
                String body = Json.mapper().writeValueAsString(page.health().get());
                send(exchange, status, "application/json", body + "\n");
            }
            case "/metrics" ->
                send(exchange, 200, "text/plain; version=0.0.4", page.metrics().get());
            default -> send(exchange, 404, "text/plain", "There are /healthz and /metrics.\n");
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
