package dev.yardmaster.agent.engine.container;

import dev.yardmaster.agent.engine.container.UnixHttpServer.Answer;
import dev.yardmaster.agent.engine.container.UnixHttpServer.Request;
import dev.yardmaster.agent.platform.Digests;
import dev.yardmaster.agent.platform.Json;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Docker as its Engine API documentation (1.44) describes it: real processes as containers, everything else refused that
 * the documentation does not have. It fails as it is told to.
 */
final class DockerStandIn implements AutoCloseable {
    private static final Pattern PATH =
            Pattern.compile("/v1\\.44/(containers|images)/(.+?)(?:/(json|start|kill|wait|logs))?");

    final Map<String, List<String>> images = new ConcurrentHashMap<>();
    final Map<String, List<String>> registry = new ConcurrentHashMap<>();
    final List<String> credentials = new CopyOnWriteArrayList<>();
    final List<Request> creates = new CopyOnWriteArrayList<>();
    final AtomicInteger pulls = new AtomicInteger();
    final AtomicInteger failingPulls = new AtomicInteger();
    volatile String pullError = "";
    volatile CountDownLatch pullMayGoOn = new CountDownLatch(0);
    volatile List<String> cdiDirectories = List.of("/etc/cdi", "/var/run/cdi");
    volatile String apiVersion = "1.44";
    volatile boolean nextRunsOutOfMemory;
    private final Map<String, StandInContainer> containers = new ConcurrentHashMap<>();
    private final Path socket;
    private Optional<UnixHttpServer> server = Optional.empty();

    DockerStandIn(Path socket) throws IOException {
        this.socket = socket;
        up();
    }

    Path socket() {
        return socket;
    }

    void up() throws IOException {
        server = Optional.of(new UnixHttpServer(socket, this::handle));
    }

    /** The daemon goes; containers run on. */
    void down() throws IOException {
        if (server.isPresent()) {
            server.get().close();
        }
        server = Optional.empty();
    }

    @Override
    public void close() throws IOException {
        for (StandInContainer container : containers.values()) {
            remove(container);
        }
        down();
    }

    List<StandInContainer> containers() {
        return List.copyOf(containers.values());
    }

    /** Somebody else's container of that name. */
    void foreign(String name) {
        var body = Json.mapper().readTree("{\"Labels\":{}}");
        containers.put("f".repeat(64), new StandInContainer("f".repeat(64), name, body));
    }

    private void handle(Request request, Answer answer) throws IOException, InterruptedException {
        String what = request.method() + " " + request.path();
        switch (what) {
            case "GET /_ping" -> answer.json(200, "OK");
            case "GET /version" ->
                answer.json(
                        200,
                        "{\"Version\":\"25.0.0\",\"ApiVersion\":\"" + apiVersion
                                + "\",\"Components\":[{\"Name\":\"Engine\"}]}");
            case "GET /v1.44/info" ->
                answer.json(
                        200,
                        Json.mapper()
                                .writeValueAsString(Map.of(
                                        "CDISpecDirs", cdiDirectories, "SecurityOptions", List.of("name=seccomp"))));
            case "GET /v1.44/containers/json" -> list(request, answer);
            case "POST /v1.44/containers/create" -> create(request, answer);
            case "POST /v1.44/images/create" -> pull(request, answer);
            default -> named(request, answer);
        }
    }

    private static void error(Answer answer, int status, String message) throws IOException {
        answer.json(status, Json.mapper().writeValueAsString(Map.of("message", message)));
    }

    private static boolean only(Request request, Answer answer, String... names) throws IOException {
        Optional<String> unknown = request.query().keySet().stream()
                .filter(n -> !Set.of(names).contains(n))
                .findFirst();
        if (unknown.isPresent()) {
            error(answer, 400, "unknown parameter " + unknown.get());
        }
        return unknown.isEmpty();
    }

    private void list(Request request, Answer answer) throws IOException {
        if (only(request, answer, "all", "filters")) {
            String label = Json.mapper()
                    .readTree(request.query().getOrDefault("filters", "{}"))
                    .path("label")
                    .path(0)
                    .asString("=");
            String[] wanted = label.split("=", 2);
            List<Map<String, String>> found = containers.values().stream()
                    .filter(c -> c.label(wanted[0]).equals(wanted[1]))
                    .filter(c -> request.query().containsKey("all") || c.isRunning())
                    .map(c -> Map.of("Id", c.id))
                    .toList();
            answer.json(200, Json.mapper().writeValueAsString(found));
        }
    }

    private void create(Request request, Answer answer) throws IOException {
        creates.add(request);
        String name = request.query().getOrDefault("name", "");
        var body = Json.mapper().readTree(request.body());
        Optional<String> refusal = StrictBody.refusal(request.body()).or(() -> missingSource(body));
        if (refusal.isPresent() || !name.matches("[a-zA-Z0-9][a-zA-Z0-9_.-]+")) {
            error(answer, 400, refusal.orElse("Invalid container name (" + name + ")"));
        } else if (containers.values().stream().anyMatch(c -> c.name.equals(name))) {
            error(answer, 409, "Conflict. The container name \"/" + name + "\" is already in use by container.");
        } else if (!images.containsKey(body.path("Image").asString())) {
            error(answer, 404, "No such image: " + body.path("Image").asString());
        } else {
            String id = Digests.hex(name, Integer.toString(creates.size()));
            StandInContainer made = new StandInContainer(id, name, body);
            made.outOfMemory = nextRunsOutOfMemory;
            containers.put(id, made);
            answer.json(201, "{\"Id\":\"" + id + "\",\"Warnings\":[]}");
        }
    }

    private static Optional<String> missingSource(tools.jackson.databind.JsonNode body) {
        return body.path("HostConfig").path("Mounts").values().stream()
                .map(m -> m.path("Source").asString())
                .filter(source -> !Files.exists(Path.of(source)))
                .findFirst()
                .map(source -> "invalid mount config for type \"bind\": bind source path does not exist: " + source);
    }

    private void named(Request request, Answer answer) throws IOException, InterruptedException {
        Matcher path = PATH.matcher(request.path());
        if (!path.matches()) {
            error(answer, 404, "page not found");
        } else if (path.group(1).equals("images")) {
            image(path.group(2), answer);
        } else {
            Optional<StandInContainer> container = containers.values().stream()
                    .filter(c -> c.id.equals(path.group(2)) || c.name.equals(path.group(2)))
                    .findFirst();
            if (container.isEmpty()) {
                error(answer, 404, "No such container: " + path.group(2));
            } else {
                String action = Optional.ofNullable(path.group(3)).orElse("");
                act(request.method() + " " + action, container.get(), request, answer);
            }
        }
    }

    private void image(String reference, Answer answer) throws IOException {
        List<String> digests = images.get(reference);
        if (digests == null) {
            error(answer, 404, "No such image: " + reference);
        } else {
            answer.json(200, Json.mapper().writeValueAsString(Map.of("Id", "sha256:0", "RepoDigests", digests)));
        }
    }

    private void act(String action, StandInContainer container, Request request, Answer answer)
            throws IOException, InterruptedException {
        switch (action) {
            case "GET json" -> answer.json(200, inspected(container));
            case "POST start" -> {
                boolean running = container.isRunning();
                if (!running) {
                    container.start();
                }
                answer.empty(running ? 304 : 204);
            }
            case "POST kill" -> kill(container, request, answer);
            case "POST wait" -> await(container, request, answer);
            case "GET logs" -> logs(container, request, answer);
            case "DELETE " -> {
                if (only(request, answer, "force", "v")) {
                    if (container.isRunning() && !request.query().containsKey("force")) {
                        error(answer, 409, "container is running: stop the container before removing or force remove");
                    } else {
                        remove(container);
                        answer.empty(204);
                    }
                }
            }
            default -> error(answer, 404, "page not found");
        }
    }

    private void remove(StandInContainer container) throws IOException {
        try {
            if (container.isRunning()) {
                container.signal("SIGKILL");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        containers.remove(container.id);
    }

    private static String inspected(StandInContainer container) {
        Map<String, Object> state = new HashMap<>(Map.of(
                "Status", container.status(),
                "Running", container.isRunning(),
                "OOMKilled", container.outOfMemory && !container.isRunning(),
                "ExitCode", container.exitCode(),
                "StartedAt", container.startedAt().toString()));
        return Json.mapper()
                .writeValueAsString(Map.of(
                        "Id",
                        container.id,
                        "Name",
                        "/" + container.name,
                        "State",
                        state,
                        "Config",
                        Map.of("Labels", container.body.path("Labels"))));
    }

    private static void kill(StandInContainer container, Request request, Answer answer)
            throws IOException, InterruptedException {
        String signal = request.query().getOrDefault("signal", "SIGKILL");
        if (!signal.matches("SIG(TERM|INT|KILL)")) {
            error(answer, 400, "Invalid signal: " + signal);
        } else if (!container.isRunning()) {
            error(answer, 409, "Cannot kill container: container is not running");
        } else {
            container.signal(signal);
            answer.empty(204);
        }
    }

    private static void await(StandInContainer container, Request request, Answer answer)
            throws IOException, InterruptedException {
        if (!request.query().getOrDefault("condition", "").equals("not-running")) {
            error(answer, 400, "invalid condition");
            return;
        }
        try {
            container.end().get();
            answer.json(200, "{\"StatusCode\":" + container.exitCode() + "}");
        } catch (ExecutionException e) {
            answer.json(200, "{\"StatusCode\":0}");
        }
    }

    private static void logs(StandInContainer container, Request request, Answer answer)
            throws IOException, InterruptedException {
        if (!only(request, answer, "follow", "stdout", "stderr", "timestamps", "since")) {
            return;
        }
        Instant since = Optional.ofNullable(request.query().get("since"))
                .map(s -> s.split("\\."))
                .map(s -> Instant.ofEpochSecond(Long.parseLong(s[0]), Long.parseLong(s[1])))
                .orElse(Instant.EPOCH);
        answer.begin("application/vnd.docker.multiplexed-stream");
        List<StandInContainer.Line> lines = container.linesFrom(0);
        for (int sent = 0; !lines.isEmpty(); lines = container.linesFrom(sent)) {
            for (StandInContainer.Line line : lines) {
                if (!line.at().isBefore(since)) {
                    answer.piece(frame(line));
                }
            }
            sent += lines.size();
        }
    }

    private static byte[] frame(StandInContainer.Line line) throws IOException {
        byte[] text = (line.at() + " " + line.text()).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(frame);
        out.write(new byte[] {(byte) line.stream(), 0, 0, 0});
        out.writeInt(text.length);
        out.write(text);
        return frame.toByteArray();
    }

    private void pull(Request request, Answer answer) throws IOException, InterruptedException {
        if (!only(request, answer, "fromImage", "tag")) {
            return;
        }
        pulls.incrementAndGet();
        credentials.add(request.header("X-Registry-Auth"));
        String name = request.query().getOrDefault("fromImage", "");
        String tag = request.query().getOrDefault("tag", "");
        String reference = name + (tag.startsWith("sha256:") ? "@" : ":") + tag;
        if (failingPulls.getAndDecrement() > 0) {
            error(answer, 500, "Get \"https://registry.example/v2/\": net/http: TLS handshake timeout");
        } else if (!registry.containsKey(reference)) {
            error(answer, 404, "manifest for " + reference + " not found: manifest unknown");
        } else {
            answer.begin("application/json");
            layers(answer);
            if (pullError.isEmpty()) {
                images.put(reference, new ArrayList<>(registry.get(reference)));
                say(answer, Map.of("status", "Status: Downloaded newer image for " + reference));
            } else {
                say(answer, Map.of("errorDetail", Map.of("message", pullError), "error", pullError));
            }
        }
    }

    private void layers(Answer answer) throws IOException, InterruptedException {
        say(answer, Map.of("status", "Pulling fs layer", "progressDetail", Map.of(), "id", "a1"));
        say(
                answer,
                Map.of("status", "Downloading", "progressDetail", Map.of("current", 300, "total", 1000), "id", "a1"));
        say(
                answer,
                Map.of("status", "Downloading", "progressDetail", Map.of("current", 100, "total", 500), "id", "b2"));
        pullMayGoOn.await();
        say(answer, Map.of("status", "Download complete", "progressDetail", Map.of(), "id", "a1"));
        say(answer, Map.of("status", "Pull complete", "progressDetail", Map.of(), "id", "b2"));
    }

    private static void say(Answer answer, Map<String, Object> line) throws IOException {
        answer.piece((Json.mapper().writeValueAsString(line) + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
