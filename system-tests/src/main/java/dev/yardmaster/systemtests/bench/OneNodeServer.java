package dev.yardmaster.systemtests.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.yardmaster.cli.api.Json;
import dev.yardmaster.contract.agent.AgentPaths;
import dev.yardmaster.contract.agent.AssignedModel;
import dev.yardmaster.contract.agent.Assignment;
import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.agent.JoinResponse;
import dev.yardmaster.contract.agent.LeaseResponse;
import dev.yardmaster.contract.agent.LocationsAnswer;
import dev.yardmaster.contract.agent.LocationsRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The agent link for one node that is told to hold one model, so that a benchmark measures the agent and nothing else. */
final class OneNodeServer implements AutoCloseable {
    private final HttpServer server;
    private final CountDownLatch joined = new CountDownLatch(1);
    private final URI origin;
    private volatile Optional<Assignment> assignment = Optional.empty();

    OneNodeServer(URI origin) throws IOException {
        this.origin = origin;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Waits until the agent asks for its assignment. */
    void awaitAgent(Duration atMost) throws InterruptedException {
        if (!joined.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("the agent did not come");
        }
    }

    synchronized void assign(AssignedModel model) {
        assignment = Optional.of(new Assignment("bench", 1, List.of(model), List.of()));
        notifyAll();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Optional<Object> answer = switch (exchange.getRequestURI().getPath()) {
                case AgentPaths.JOIN ->
                    Optional.of(new JoinResponse(
                            "bench", "yn_1_bench", Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofHours(1)));
                case AgentPaths.LEASE -> Optional.of(new LeaseResponse(Instant.now(), Duration.ofSeconds(30)));
                case AgentPaths.LOCATIONS -> Optional.of(locations(body));
                case AgentPaths.ASSIGNMENT -> poll(exchange.getRequestURI().getQuery());
                default -> Optional.empty();
            };
            if (answer.isEmpty()) {
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            byte[] json = Json.MAPPER.writeValueAsBytes(answer.get());
            exchange.sendResponseHeaders(200, json.length);
            exchange.getResponseBody().write(json);
        }
    }

    private LocationsAnswer locations(byte[] body) {
        LocationsRequest request = Json.MAPPER.readValue(body, LocationsRequest.class);
        List<FileLocation> files = request.paths().stream()
                .map(p -> new FileLocation(p, new FileLocation.Web(origin.resolve(p), Map.of())))
                .toList();
        return new LocationsAnswer(files, Instant.now().plusSeconds(3600), List.of(), List.of());
    }

    private synchronized Optional<Object> poll(String query) {
        long after = Long.parseLong(query.replaceAll(".*after=([0-9]+).*", "$1"));
        long seconds = Long.parseLong(query.replaceAll(".*waitSeconds=([0-9]+).*", "$1"));
        if (seconds > 0) {
            joined.countDown();
        }
        long end = System.nanoTime() + seconds * 1_000_000_000;
        try {
            while (after > 0 || assignment.isEmpty()) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return Optional.empty();
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            return Optional.empty();
        }
        return Optional.of(assignment.get());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
