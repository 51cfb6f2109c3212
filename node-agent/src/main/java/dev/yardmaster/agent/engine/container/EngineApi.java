package dev.yardmaster.agent.engine.container;

import dev.yardmaster.agent.engine.EngineExit;
import dev.yardmaster.agent.engine.container.ApiCalls.Call;
import dev.yardmaster.agent.engine.container.ContainerProblem.Kind;
import dev.yardmaster.agent.platform.Json;
import dev.yardmaster.contract.deployment.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Docker, or Podman as far as it speaks as Docker does, over its Unix socket. */
final class EngineApi implements ContainerRuntime {
    private static final Duration SHORT = Duration.ofSeconds(20);
    /** Starting and removing wait for hooks, devices and file systems. */
    private static final Duration LONG = Duration.ofMinutes(2);

    private static final Duration SILENT_LOG = Duration.ofHours(1);
    private static final Duration SILENT_PULL = Duration.ofMinutes(5);

    private final Path socket;
    private final ApiCalls calls;
    private final ApiVersion version;

    EngineApi(Path socket) {
        this.socket = socket;
        this.calls = new ApiCalls(socket);
        this.version = new ApiVersion(calls);
    }

    @Override
    public String name() {
        return version.isPodman() ? "podman" : "docker";
    }

    @Override
    public Optional<String> unavailable() {
        return Files.exists(socket)
                ? version.refusal().map(why -> "the container runtime at " + socket + " cannot be used: " + why)
                : Optional.of("there is no container runtime at " + socket);
    }

    private Call versioned(Call call) throws ContainerProblem {
        return new Call(call.method(), version.prefix() + call.path(), call.query(), call.headers(), call.body());
    }

    private JsonNode call(Call call, Duration atMost, Integer... fine) throws ContainerProblem {
        return calls.call(versioned(call), atMost, Set.of(fine));
    }

    @Override
    public DeviceWays deviceWays() throws ContainerProblem {
        JsonNode info = call(Call.get("info"), SHORT);
        boolean cdi = !version.isPodman() && info.path("CDISpecDirs").size() > 0;
        return new DeviceWays(cdi, !version.isPodman());
    }

    @Override
    public boolean rootless() throws ContainerProblem {
        return call(Call.get("info"), SHORT).path("SecurityOptions").values().stream()
                .anyMatch(option -> option.asString("").contains("name=rootless"));
    }

    @Override
    public String create(ContainerSpec spec) throws ContainerProblem {
        Call create =
                Call.post("containers/create").with(Map.of("name", spec.name())).carrying(CreateBody.of(spec));
        return call(create, LONG, 201).path("Id").asString();
    }

    @Override
    public void start(String id) throws ContainerProblem {
        call(Call.post("containers/" + id + "/start"), LONG, 204, 304);
    }

    @Override
    public Optional<Seen> inspect(String idOrName) throws ContainerProblem {
        try {
            return Optional.of(seen(call(Call.get("containers/" + idOrName + "/json"), SHORT)));
        } catch (ContainerProblem e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    static Seen seen(JsonNode container) {
        JsonNode state = container.path("State");
        Map<String, String> labels = new HashMap<>();
        container
                .path("Config")
                .path("Labels")
                .properties()
                .forEach(l -> labels.put(l.getKey(), l.getValue().asString("")));
        String status = state.path("Status").asString("");
        boolean ended = status.equals("exited") || status.equals("dead") || status.equals("stopped");
        return new Seen(
                container.path("Id").asString(""),
                labels,
                time(state.path("StartedAt").asString("")),
                ended
                        ? Optional.of(new EngineExit(
                                OptionalInt.of(state.path("ExitCode").asInt(0)),
                                state.path("OOMKilled").asBoolean(false)))
                        : Optional.empty(),
                status.equals("created"));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    @Override
    public List<Seen> list(String label, String value) throws ContainerProblem {
        String filters = Json.mapper().writeValueAsString(Map.of("label", List.of(label + "=" + value)));
        JsonNode all = call(Call.get("containers/json").with(Map.of("all", "true", "filters", filters)), SHORT);
        List<Seen> seen = new ArrayList<>();
        for (JsonNode one : all) {
            inspect(one.path("Id").asString("")).ifPresent(seen::add);
        }
        return seen;
    }

    @Override
    public void signal(String id, String signal) throws ContainerProblem {
        call(Call.post("containers/" + id + "/kill").with(Map.of("signal", "SIG" + signal)), SHORT, 204, 404, 409);
    }

    @Override
    public void remove(String id) throws ContainerProblem {
        call(Call.delete("containers/" + id).with(Map.of("force", "true", "v", "true")), LONG, 204, 200, 404);
    }

    @Override
    public void await(String id, Duration atMost) throws ContainerProblem {
        call(Call.post("containers/" + id + "/wait").with(Map.of("condition", "not-running")), atMost, 200, 404);
    }

    @Override
    public void follow(String id, Optional<Instant> since, LineSink sink) throws ContainerProblem {
        Map<String, String> query =
                new HashMap<>(Map.of("follow", "true", "stdout", "true", "stderr", "true", "timestamps", "true"));
        since.ifPresent(s -> query.put("since", "%d.%09d".formatted(s.getEpochSecond(), s.getNano())));
        calls.stream(
                versioned(Call.get("containers/" + id + "/logs").with(query)),
                SILENT_LOG,
                in -> LogFrames.read(in, sink));
    }

    @Override
    public Optional<List<String>> digests(String reference) throws ContainerProblem {
        try {
            JsonNode image = call(Call.get("images/" + reference + "/json"), SHORT);
            return Optional.of(image.path("RepoDigests").values().stream()
                    .map(d -> d.asString(""))
                    .toList());
        } catch (ContainerProblem e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void pull(ImageReference image, Optional<RegistryAuth> auth, Consumer<Progress> progress)
            throws ContainerProblem {
        String tag = image.isPinned() ? image.digest() : image.tag().isEmpty() ? "latest" : image.tag();
        Call pull = versioned(Call.post("images/create").with(Map.of("fromImage", image.name(), "tag", tag)));
        calls.stream(
                auth.map(a -> pull.header("X-Registry-Auth", a.header())).orElse(pull),
                SILENT_PULL,
                in -> new PullStream(progress).read(in));
    }
}
