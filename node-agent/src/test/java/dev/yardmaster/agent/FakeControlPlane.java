package dev.yardmaster.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.yardmaster.agent.platform.Json;
import dev.yardmaster.contract.agent.AgentEvent;
import dev.yardmaster.contract.agent.AgentEvents;
import dev.yardmaster.contract.agent.AgentPaths;
import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.agent.AssignedModel;
import dev.yardmaster.contract.agent.Assignment;
import dev.yardmaster.contract.agent.CredentialResponse;
import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.agent.JoinRequest;
import dev.yardmaster.contract.agent.JoinResponse;
import dev.yardmaster.contract.agent.LeaseRequest;
import dev.yardmaster.contract.agent.LeaseResponse;
import dev.yardmaster.contract.agent.LocationsAnswer;
import dev.yardmaster.contract.agent.LocationsRequest;
import dev.yardmaster.contract.agent.LogBatch;
import dev.yardmaster.contract.agent.Observation;
import dev.yardmaster.contract.agent.ObservationBatch;
import dev.yardmaster.contract.agent.VerifiedFiles;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.node.Inventory;
import dev.yardmaster.contract.problem.Problem;
import dev.yardmaster.contract.problem.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The server's side of the agent link and of its hub, in memory and programmable; records what it is told. */
public final class FakeControlPlane implements AutoCloseable {
    public final List<JoinRequest> joins = new CopyOnWriteArrayList<>();
    public final List<LeaseRequest> leases = new CopyOnWriteArrayList<>();
    public final List<Inventory> inventories = new CopyOnWriteArrayList<>();
    public final List<ObservationBatch> observations = new CopyOnWriteArrayList<>();
    public final List<LogBatch> logs = new CopyOnWriteArrayList<>();
    public final List<VerifiedFiles> verified = new CopyOnWriteArrayList<>();
    public final List<AgentEvent> events = new CopyOnWriteArrayList<>();
    public volatile Optional<URI> origin = Optional.empty();
    public final Set<String> tokens = ConcurrentHashMap.newKeySet();
    public final Set<String> credentials = ConcurrentHashMap.newKeySet();
    public final Map<String, byte[]> files = new ConcurrentHashMap<>();
    public volatile Optional<Problem> joinProblem = Optional.empty();
    public volatile boolean down;
    public volatile Duration rotateEvery = Duration.ofHours(1);
    private final AtomicInteger issued = new AtomicInteger();
    private volatile Assignment assignment = new Assignment("n1", 0, List.of(), List.of());
    private final HttpServer server;

    public FakeControlPlane() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 64);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void assign(List<AssignedModel> models, List<AssignedInstance> instances) {
        assignment = new Assignment("n1", assignment.version() + 1, models, instances);
    }

    public Optional<Observation> seen(String instanceId) {
        return observations.isEmpty()
                ? Optional.empty()
                : observations.getLast().observations().stream()
                        .filter(o -> o.instanceId().equals(instanceId))
                        .findFirst();
    }

    public boolean isIn(String instanceId, InstanceState state) {
        return seen(instanceId).filter(o -> o.condition().state() == state).isPresent();
    }

    public String credential() {
        String next = "yn_" + issued.incrementAndGet() + "_secret";
        credentials.add(next);
        return next;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (down) {
                problem(exchange, Problem.of(ProblemType.BUSY, "down for a test"));
            } else if (exchange.getRequestURI().getPath().equals(AgentPaths.JOIN)) {
                join(exchange);
            } else if (!credentials.contains(bearer(exchange))) {
                problem(exchange, Problem.of(ProblemType.UNAUTHENTICATED, "This credential is revoked."));
            } else {
                authorised(exchange);
            }
        }
    }

    private void join(HttpExchange exchange) throws IOException {
        JoinRequest request = read(exchange, JoinRequest.class);
        if (joinProblem.isPresent()) {
            problem(exchange, joinProblem.get());
        } else if (!tokens.remove(request.token())) {
            problem(exchange, Problem.of(ProblemType.UNAUTHENTICATED, "This token is not valid."));
        } else {
            joins.add(request);
            answer(
                    exchange,
                    200,
                    new JoinResponse(
                            request.nodeName(),
                            credential(),
                            Duration.ofMillis(200),
                            Duration.ofSeconds(10),
                            rotateEvery));
        }
    }

    private void authorised(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        switch (path) {
            case AgentPaths.LEASE -> {
                leases.add(read(exchange, LeaseRequest.class));
                answer(exchange, 200, new LeaseResponse(Instant.now(), Duration.ofSeconds(10)));
            }
            case AgentPaths.CREDENTIAL -> answer(exchange, 200, new CredentialResponse(credential()));
            case AgentPaths.INVENTORY -> {
                inventories.add(read(exchange, Inventory.class));
                exchange.sendResponseHeaders(204, -1);
            }
            case AgentPaths.OBSERVATIONS -> {
                observations.add(read(exchange, ObservationBatch.class));
                exchange.sendResponseHeaders(204, -1);
            }
            case AgentPaths.LOGS -> {
                logs.add(read(exchange, LogBatch.class));
                exchange.sendResponseHeaders(204, -1);
            }
            case AgentPaths.LOCATIONS -> {
                LocationsRequest request = read(exchange, LocationsRequest.class);
                answer(
                        exchange,
                        200,
                        new LocationsAnswer(
                                request.paths().stream()
                                        .map(p -> new FileLocation(p, where(p)))
                                        .toList(),
                                Instant.now().plusSeconds(600),
                                List.of(),
                                List.of()));
            }
            case AgentPaths.VERIFIED -> {
                verified.add(read(exchange, VerifiedFiles.class));
                exchange.sendResponseHeaders(204, -1);
            }
            case AgentPaths.EVENTS -> {
                events.addAll(read(exchange, AgentEvents.class).events());
                exchange.sendResponseHeaders(204, -1);
            }
            case AgentPaths.ASSIGNMENT -> poll(exchange);
            default -> file(exchange, path);
        }
    }

    private FileLocation.Where where(String path) {
        return origin.<FileLocation.Where>map(o -> new FileLocation.Web(o.resolve("/" + path), Map.of()))
                .orElse(new FileLocation.Server("/files/" + path));
    }

    private void poll(HttpExchange exchange) throws IOException {
        String[] query = exchange.getRequestURI().getQuery().split("[=&]");
        long after = Long.parseLong(query[1]);
        long end = System.nanoTime() + Long.parseLong(query[3]) * 1_000_000_000L;
        while (assignment.version() <= after && System.nanoTime() < end && !down) {
            pause();
        }
        if (assignment.version() > after) {
            answer(exchange, 200, assignment);
        } else {
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private void file(HttpExchange exchange, String path) throws IOException {
        byte[] content = files.get(path.substring(path.lastIndexOf('/') + 1));
        if (content == null) {
            problem(exchange, Problem.of(ProblemType.NOT_FOUND, "There is no " + path));
            return;
        }
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
    }

    private static String bearer(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        return header == null ? "" : header.replace("Bearer ", "");
    }

    private static <T> T read(HttpExchange exchange, Class<T> type) {
        return Json.mapper().readValue(exchange.getRequestBody(), type);
    }

    private static void problem(HttpExchange exchange, Problem problem) throws IOException {
        answer(exchange, problem.status(), problem);
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = Json.mapper().writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
