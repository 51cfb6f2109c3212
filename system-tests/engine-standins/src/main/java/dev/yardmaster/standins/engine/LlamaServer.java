package dev.yardmaster.standins.engine;

import dev.yardmaster.standins.cli.CommandLine;
import dev.yardmaster.standins.cli.Ended;
import dev.yardmaster.standins.cli.Flags;
import dev.yardmaster.standins.cli.Manner;
import dev.yardmaster.standins.host.Host;
import dev.yardmaster.standins.host.ModelFiles;
import dev.yardmaster.standins.host.Phases;
import dev.yardmaster.standins.measure.Meters;
import dev.yardmaster.standins.measure.Page;
import dev.yardmaster.standins.serve.Call;
import dev.yardmaster.standins.serve.Json;
import dev.yardmaster.standins.serve.Web;
import dev.yardmaster.standins.talk.Brain;
import dev.yardmaster.standins.talk.Dialect;
import dev.yardmaster.standins.talk.OpenAi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** llama.cpp's {@code llama-server}: it listens at once and says 503 while it loads. */
public final class LlamaServer implements Engine, Dialect {
    private static final Set<String> PUBLIC = Set.of("/health", "/v1/health", "/models", "/v1/models", "/");
    private static final Map<String, String> FAILURES = Map.of(
            "oom",
            "ggml_backend_cuda_buffer_type_alloc_buffer: allocating 4096.00 MiB on device 0: cudaMalloc failed: out of"
                    + " memory\nsrv    load_model: failed to load model\nmain: exiting due to model loading error",
            "cache",
            "llama_init_from_model: failed to initialize the context: failed to allocate buffer for kv cache\n"
                    + "main: exiting due to model loading error",
            "driver",
            "ggml_cuda_init: failed to initialize CUDA: CUDA driver version is insufficient for CUDA runtime version",
            "kernel",
            "CUDA error: no kernel image is available for execution on the device");

    private final Host host;
    private final Meters meters = new Meters();
    private final List<Map<String, @Nullable Object>> adapters = new ArrayList<>();
    private List<String> names = List.of();
    private int context;
    private volatile boolean loaded;
    private volatile boolean started;

    public LlamaServer(Host host) {
        this.host = host;
    }

    @Override
    public void start(List<String> given) {
        CommandLine line =
                Flags.of("llama-server", "llama-server", Manner.LLAMA).parse(given);
        for (String name : host.strangeVariables("llama-server", "LLAMA_ARG_")) {
            Phases.say("standin: llama-server does not know the variable " + name);
        }
        if (!line.words().isEmpty()) {
            throw Manner.LLAMA.ended("error: invalid argument: " + line.words().getFirst());
        }
        Path model = Path.of(line.text("--model", host.variable("LLAMA_ARG_MODEL", "")));
        names = List.of(line.text(
                        "--alias",
                        model.getFileName() == null ? "" : model.getFileName().toString())
                .split(","));
        context = line.number("--ctx-size", 0) == 0 ? 4096 : line.number("--ctx-size", 0);
        String bind = line.text("--host", host.variable("LLAMA_ARG_HOST", "127.0.0.1"));
        int port = Integer.parseInt(line.text("--port", host.variable("LLAMA_ARG_PORT", "8080")));
        Brain brain = new Brain(host.orders(), meters, Math.max(1, line.number("--parallel", 4)));
        Web web = Web.open(bind, port).gate(call -> locked(line, call) || loading(call));
        started = true;
        routes(web, line);
        new OpenAi(this, brain).serve(web);
        try {
            load(line, model);
        } catch (Ended e) {
            web.close();
            throw e;
        }
        loaded = true;
        Phases.say("main: model loaded");
        Phases.say("main: server is listening on http://" + bind + ":" + port);
    }

    private void load(CommandLine line, Path model) {
        Phases phases = new Phases(host.orders(), FAILURES, 1);
        phases.walk("starting", "build: 10573 (3f545bec) with gcc for x86_64-linux-gnu", "system info: n_threads = 4");
        phases.walk("loading", "srv    load_model: loading model '" + model + "'");
        if (!ModelFiles.isGguf(model)) {
            throw failed("gguf_init_from_file: failed to open GGUF file '" + model
                    + "'\nsrv    load_model: failed to load" + " model, '" + model + "'");
        }
        phases.walk("warming", "common_init_from_params: warming up the model with an empty run - please wait ...");
        for (String adapter : line.text("--lora", "").split(",")) {
            if (!adapter.isEmpty()) {
                if (!ModelFiles.isGguf(Path.of(adapter))) {
                    throw failed("llama_adapter_lora_init: failed to apply lora adapter '" + adapter + "'");
                }
                adapters.add(Json.of(
                        "id",
                        adapters.size(),
                        "path",
                        adapter,
                        "scale",
                        line.on("--lora-init-without-apply") ? 0.0 : 1.0));
            }
        }
    }

    private static Ended failed(String sentence) {
        return new Ended(1, sentence + "\nmain: exiting due to model loading error");
    }

    private boolean locked(CommandLine line, Call call) throws IOException {
        List<String> keys = Arrays.stream(line.text("--api-key", host.variable("LLAMA_API_KEY", ""))
                        .split(","))
                .filter(k -> !k.isEmpty())
                .toList();
        if (keys.isEmpty()
                || PUBLIC.contains(call.path())
                || call.bearer().filter(keys::contains).isPresent()) {
            return false;
        }
        call.reply(401, error(401, "authentication_error", "Invalid API Key"));
        return true;
    }

    private boolean loading(Call call) throws IOException {
        if (loaded) {
            return false;
        }
        call.reply(503, error(503, "unavailable_error", "Loading model"));
        return true;
    }

    private void routes(Web web, CommandLine line) {
        for (String path : List.of("/health", "/v1/health")) {
            web.on("GET", path, c -> {
                if (host.orders().healthFails()) {
                    c.reply(503, error(503, "unavailable_error", "Loading model"));
                } else {
                    c.reply(200, Json.of("status", "ok"));
                }
            });
        }
        web.on(
                        "GET",
                        "/props",
                        c -> c.reply(200, Json.of("total_slots", line.number("--parallel", 4), "is_sleeping", false)))
                .on("GET", "/lora-adapters", c -> c.reply(200, adapters))
                .on("POST", "/lora-adapters", this::scale)
                .on("GET", "/metrics", c -> metrics(c, line));
    }

    private void scale(Call call) throws IOException {
        Optional<JsonNode> body = call.anyJson().filter(JsonNode::isArray);
        if (body.isEmpty()) {
            call.reply(400, error(400, "invalid_request_error", "Request body must be an array"));
            return;
        }
        for (Map<String, @Nullable Object> adapter : adapters) {
            adapter.put("scale", 0.0);
        }
        for (JsonNode wanted : body.get()) {
            int id = wanted.path("id").asInt(-1);
            if (id < 0 || id >= adapters.size()) {
                call.reply(400, error(400, "invalid_request_error", "invalid adapter id"));
                return;
            }
            adapters.get(id).put("scale", wanted.path("scale").asDouble(0));
        }
        call.reply(200, Json.of("success", true));
    }

    private void metrics(Call call, CommandLine line) throws IOException {
        if (!line.on("--metrics")) {
            call.reply(
                    501,
                    error(
                            501,
                            "not_supported_error",
                            "This server does not support metrics endpoint. Start it with" + " `--metrics`"));
            return;
        }
        call.text(
                200,
                new Page(Map.of())
                        .counter("llamacpp:prompt_tokens_total", meters.promptTokens.get())
                        .counter("llamacpp:prompt_seconds_total", meters.promptTokens.get() / 1000.0)
                        .counter("llamacpp:tokens_predicted_total", meters.generationTokens.get())
                        .counter("llamacpp:tokens_predicted_seconds_total", meters.generationTokens.get() / 100.0)
                        .counter("llamacpp:n_decode_total", meters.generationTokens.get())
                        .gauge("llamacpp:prompt_tokens_seconds", 1000)
                        .gauge("llamacpp:predicted_tokens_seconds", 100)
                        .gauge("llamacpp:requests_processing", meters.running.get())
                        .gauge("llamacpp:requests_deferred", meters.waiting.get())
                        .toString());
    }

    /** The name in a request is not looked at; an adapter that is scaled up speaks in every answer. */
    @Override
    public Optional<Optional<String>> adapter(String model, JsonNode body) {
        List<String> on = new ArrayList<>();
        for (Map<String, @Nullable Object> adapter : adapters) {
            if (adapter.get("scale") instanceof Double scale && scale > 0) {
                Path file = Path.of(String.valueOf(adapter.get("path")));
                on.add(String.valueOf(file.getFileName()));
            }
        }
        return Optional.of(on.stream().findFirst());
    }

    @Override
    public List<Map<String, @Nullable Object>> cards() {
        return List.of(Json.of(
                "id",
                names.getFirst(),
                "aliases",
                names,
                "object",
                "model",
                "created",
                1_700_000_000,
                "owned_by",
                "llamacpp"));
    }

    @Override
    public Object error(int status, String type, String message) {
        return Json.of("error", Json.of("code", status, "message", message, "type", type));
    }

    @Override
    public int context() {
        return context;
    }

    @Override
    public int incomplete() {
        return 400;
    }

    @Override
    public int terminate() {
        if (started) {
            Phases.say("srv    operator(): operator(): cleaning up before exit...");
        }
        return 0;
    }
}
