package dev.yardmaster.systemtests;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.yardmaster.cli.api.Json;
import dev.yardmaster.contract.agent.AgentPaths;
import dev.yardmaster.contract.agent.AssignedAdapter;
import dev.yardmaster.contract.agent.AssignedInstance.Desired;
import dev.yardmaster.contract.agent.Assignment;
import dev.yardmaster.contract.agent.Observation;
import dev.yardmaster.contract.agent.ObservationBatch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stands between one agent and the server: every call goes through to it, and what the agent saw is kept. To assignments it
 * adds what the server does not order yet, adapters and sleep, exactly as the agent's face has it.
 */
final class AgentRelay implements AutoCloseable {
    /** Versions that the agent knows are the server's times this, and how often something was added or taken away. */
    private static final long EDITS = 1_000;

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Set<String> OWN =
            Set.of("host", "connection", "content-length", "transfer-encoding", "upgrade", "http2-settings");

    private final String server;
    private final HttpServer face;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final List<Observation> seen = new CopyOnWriteArrayList<>();
    private volatile Orders orders = new Orders(0, List.of(), false);
    private volatile Optional<Assignment> newest = Optional.empty();

    private record Orders(long edits, List<AssignedAdapter> adapters, boolean sleep) {}

    private AgentRelay(String server) throws IOException {
        this.server = server;
        this.face = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        face.setExecutor(threads);
        face.createContext("/", this::serve);
        face.start();
    }

    static AgentRelay to(String server) throws IOException {
        return new AgentRelay(server);
    }

    String url() {
        return "http://127.0.0.1:" + face.getAddress().getPort();
    }

    /** From now on, of every instance. */
    void adapters(List<AssignedAdapter> wanted) {
        orders = new Orders(orders.edits() + 1, List.copyOf(wanted), orders.sleep());
    }

    /** Whether those that should run should sleep instead. */
    void sleep(boolean wanted) {
        orders = new Orders(orders.edits() + 1, orders.adapters(), wanted);
    }

    Optional<Assignment> assignment() {
        return newest;
    }

    /** What the agent told of an instance, each change once, in order. */
    List<Observation> seen(String instance) {
        return seen.stream().filter(o -> o.instanceId().equals(instance)).toList();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            switch (exchange.getRequestURI().getPath()) {
                case AgentPaths.ASSIGNMENT -> assign(exchange);
                case AgentPaths.OBSERVATIONS -> pass(exchange, observed(body));
                case AgentPaths.LEASE -> pass(exchange, withServersVersion(body));
                default -> pass(exchange, body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] observed(byte[] body) {
        for (Observation now :
                Json.MAPPER.readValue(body, ObservationBatch.class).observations()) {
            List<Observation> before = seen(now.instanceId());
            if (before.isEmpty() || !before.getLast().equals(now)) {
                seen.add(now);
            }
        }
        return withServersVersion(body);
    }

    private static byte[] withServersVersion(byte[] body) {
        ObjectNode told = (ObjectNode) Json.MAPPER.readTree(body);
        told.put("assignmentVersion", told.path("assignmentVersion").asLong() / EDITS);
        return Json.MAPPER.writeValueAsBytes(told);
    }

    private void assign(HttpExchange exchange) throws IOException, InterruptedException {
        List<String> query = List.of(exchange.getRequestURI().getQuery().split("&"));
        long after = number(query, "after");
        long until = System.nanoTime()
                + Duration.ofSeconds(number(query, "waitSeconds")).toNanos();
        while (true) {
            Orders now = orders;
            long known = after % EDITS == now.edits() ? after / EDITS : 0;
            String wait = System.nanoTime() < until ? "1" : "0";
            HttpResponse<byte[]> answer =
                    ask(exchange, AgentPaths.ASSIGNMENT + "?after=" + known + "&waitSeconds=" + wait, new byte[0]);
            if (answer.statusCode() == 200) {
                ObjectNode edited = edited(answer.body(), now);
                newest = Optional.of(Json.MAPPER.treeToValue(edited, Assignment.class));
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                reply(exchange, 200, Json.MAPPER.writeValueAsBytes(edited));
                return;
            }
            if (answer.statusCode() != 204 || System.nanoTime() >= until) {
                back(exchange, answer);
                return;
            }
        }
    }

    private static long number(List<String> query, String name) {
        return query.stream()
                .filter(q -> q.startsWith(name + "="))
                .mapToLong(q -> Long.parseLong(q.substring(name.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    private static ObjectNode edited(byte[] body, Orders orders) {
        ObjectNode told = (ObjectNode) Json.MAPPER.readTree(body);
        told.put("version", told.path("version").asLong() * EDITS + orders.edits());
        told.path("instances").forEach(i -> {
            ObjectNode instance = (ObjectNode) i;
            instance.set("adapters", Json.MAPPER.valueToTree(orders.adapters()));
            if (orders.sleep() && instance.path("desired").asString().equals(Desired.RUN.name())) {
                instance.put("desired", Desired.SLEEP.name());
            }
        });
        return told;
    }

    private void pass(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        back(exchange, ask(exchange, exchange.getRequestURI().toString(), body));
    }

    private HttpResponse<byte[]> ask(HttpExchange exchange, String path, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path))
                .timeout(LIMIT)
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT)) && !name.equalsIgnoreCase("accept-encoding")) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static void back(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        answer.headers().map().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        reply(exchange, answer.statusCode(), answer.body());
    }

    private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        face.stop(0);
        threads.shutdownNow();
        client.shutdownNow();
    }
}
