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
import dev.yardmaster.standins.talk.Refusals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code lmdeploy serve api_server}: all but a few of its paths want the key, and it answers 503 while it sleeps. */
public final class Lmdeploy implements Engine, Dialect {
    private static final long CACHE_TOKENS = 32_768;
    private static final Map<String, String> FAILURES = Map.of(
            "oom",
            "RuntimeError: [TM][ERROR] CUDA runtime error: out of memory /lmdeploy/src/turbomind/core/allocator.cc:49",
            "nccl",
            "RuntimeError: [TM][ERROR] NCCL error 'unhandled system error'",
            "driver",
            "RuntimeError: The NVIDIA driver on your system is too old (found version 12020).",
            "kernel",
            "RuntimeError: CUDA error: no kernel image is available for execution on the device");

    private final Host host;
    private final Meters meters = new Meters();
    private final Map<String, String> adapters = new TreeMap<>();
    private String name = "";
    private int context;
    private volatile Optional<Web> web = Optional.empty();

    public Lmdeploy(Host host) {
        this.host = host;
    }

    @Override
    public void start(List<String> given) {
        if (given.size() < 2 || !given.subList(0, 2).equals(List.of("serve", "api_server"))) {
            throw Manner.ARGPARSE.ended(
                    "usage: lmdeploy serve [-h] {api_server,proxy} ...\nlmdeploy serve: error: argument"
                            + " {api_server,proxy}: invalid choice");
        }
        CommandLine line = Flags.of("lmdeploy", "lmdeploy serve api_server", Manner.ARGPARSE)
                .parse(given.subList(2, given.size()));
        if (line.words().isEmpty()) {
            throw Manner.ARGPARSE.ended(
                    "usage: lmdeploy serve api_server [options] model_path\nlmdeploy serve api_server:"
                            + " error: the following arguments are required: model_path");
        }
        ModelFiles model = new ModelFiles(Path.of(line.words().getFirst()));
        name = line.text("--model-name", model.path().toString());
        check(line, model);
        Phases phases = new Phases(host.orders(), FAILURES, 1);
        phases.walk(
                "starting",
                "2026-11-24 12:00:00,000 - lmdeploy - INFO - async_engine.py:130 - input backend=turbomind, backend_config=None");
        phases.walk("loading", "[TM][INFO] Loading weights from " + model.path());
        if (model.files(".safetensors").isEmpty()) {
            throw failed("RuntimeError: Could not find safetensors weights in " + model.path());
        }
        Weights.bar(model, "Loading").ifPresent(broken -> {
            throw failed("safetensors_rust.SafetensorError: Error while deserializing header: " + broken);
        });
        phases.walk("warming", "[TM][INFO] [BlockManager] max_block_count = 512", "[TM][INFO] warm up 1 tokens");
        serve(line);
    }

    private void check(CommandLine line, ModelFiles model) {
        JsonNode config = model.config()
                .orElseThrow(() ->
                        failed("OSError: " + model.path() + " does not appear to have a file named config.json."));
        context = line.number(
                "--session-len", config.path("max_position_embeddings").asInt(2048));
        int visible = host.devices().visible(host.environment()).size();
        int tp = line.number("--tp", 1);
        if (visible == 0) {
            throw failed("RuntimeError: No CUDA GPUs are available");
        }
        if (tp > visible) {
            throw failed("AssertionError: tp=" + tp + " is larger than the number of devices " + visible);
        }
        for (String adapter : line.list("--adapters")) {
            String path = adapter.substring(adapter.indexOf('=') + 1);
            if (ModelFiles.json(Path.of(path, "adapter_config.json")).isEmpty()) {
                throw failed("ValueError: Can't find 'adapter_config.json' at '" + path + "'");
            }
            adapters.put(adapter.substring(0, Math.max(0, adapter.indexOf('='))), path);
        }
    }

    private static Ended failed(String sentence) {
        return new Ended(1, "Traceback (most recent call last):\n" + sentence);
    }

    private void serve(CommandLine line) {
        String bind = line.text("--server-name", "0.0.0.0");
        int port = line.number("--server-port", 23333);
        Brain brain = new Brain(host.orders(), meters, line.number("--max-batch-size", 128));
        Web open = Web.open(bind, port).gate(call -> locked(line, call) || drowsy(brain, call));
        open.on("GET", "/health", c -> health(brain, c))
                .on("POST", "/sleep", c -> sleep(brain, c))
                .on("POST", "/wakeup", c -> wake(brain, c))
                .on("GET", "/is_sleeping", c -> c.reply(200, Json.of("is_sleeping", brain.asleep())));
        if (!line.on("--disable-metrics")) {
            open.on("GET", "/metrics", c -> c.text(200, metrics()));
        }
        new OpenAi(this, brain).serve(open);
        web = Optional.of(open);
        Phases.say("HINT:    Please open http://" + bind + ":" + port + " in a browser for detailed api usage!!!");
        Phases.say("INFO:     Application startup complete.");
    }

    private boolean locked(CommandLine line, Call call) throws IOException {
        List<String> keys = line.list("--api-keys");
        boolean open = Stream.of("/health", "/docs", "/redoc", "/nodes").anyMatch(call.path()::startsWith);
        if (keys.isEmpty() || open || call.bearer().filter(keys::contains).isPresent()) {
            return false;
        }
        call.reply(401, error(401, "invalid_request_error", "Unauthorized"));
        return true;
    }

    private boolean drowsy(Brain brain, Call call) throws IOException {
        boolean asks = call.method().equals("POST")
                && List.of("/v1/chat/completions", "/v1/completions", "/v1/responses", "/v1/messages", "/generate")
                        .contains(call.path());
        if (!asks || !brain.asleep()) {
            return false;
        }
        String message = "Engine is sleeping; call POST /wakeup before inference (e.g. tags=weights&tags=kv_cache).";
        call.reply(503, error(503, "service_unavailable_error", message));
        return true;
    }

    private void health(Brain brain, Call call) throws IOException {
        if (host.orders().healthFails()) {
            call.reply(503, Json.of("status", "unhealthy", "message", "Engine loop is not alive."));
        } else {
            call.reply(200, Json.of("status", brain.asleep() ? "sleeping" : "healthy", "message", ""));
        }
    }

    private void sleep(Brain brain, Call call) throws IOException {
        String level = call.query("level").stream().findFirst().orElse("1");
        if (!isJson(call)) {
            call.reply(
                    400,
                    error(400, "invalid_request_error", "Unsupported Media Type: Only 'application/json' is allowed"));
        } else if (!level.equals("1") && !level.equals("2")) {
            call.reply(400, error(400, "invalid_request_error", "The \"level\" query parameter must be 1 or 2."));
        } else {
            brain.sleep(true);
            call.empty(200);
        }
    }

    private void wake(Brain brain, Call call) throws IOException {
        if (isJson(call)) {
            brain.sleep(false);
            call.empty(200);
        } else {
            call.reply(
                    400,
                    error(400, "invalid_request_error", "Unsupported Media Type: Only 'application/json' is allowed"));
        }
    }

    private static boolean isJson(Call call) {
        return call.header("Content-Type")
                .filter(t -> t.split(";")[0].equals("application/json"))
                .isPresent();
    }

    private String metrics() {
        return new Page(Map.of("model_name", name, "engine", "0"))
                .gauge("lmdeploy:num_requests_running", meters.running.get())
                .gauge("lmdeploy:num_requests_waiting", meters.waiting.get())
                .gauge("lmdeploy:num_requests_succeeded", meters.succeeded())
                .gauge("lmdeploy:num_requests_failed", meters.failed.get())
                .gauge("lmdeploy:num_api_requests_routed", meters.received.get())
                .gauge("lmdeploy:gpu_cache_usage_perc", meters.cacheUse(CACHE_TOKENS))
                .gauge("lmdeploy:prefix_cache_hit_rate", meters.prefixHitRate())
                .counter("lmdeploy:cached_tokens_total", meters.prefixHits.get())
                .counter("lmdeploy:prompt_tokens_total", meters.promptTokens.get())
                .counter("lmdeploy:generation_tokens_total", meters.generationTokens.get())
                .histogram("lmdeploy:time_to_first_token_seconds", meters.timeToFirstToken)
                .histogram("lmdeploy:time_per_output_token_seconds", meters.interTokenLatency)
                .histogram("lmdeploy:iter_token_latency", meters.interTokenLatency)
                .histogram("lmdeploy:e2e_request_latency_seconds", meters.endToEnd)
                .histogram("lmdeploy:request_queue_time_seconds", meters.queueTime)
                .toString();
    }

    @Override
    public Optional<Optional<String>> adapter(String model, JsonNode body) {
        if (model.equals(name)) {
            return Optional.of(Optional.empty());
        }
        return adapters.containsKey(model) ? Optional.of(Optional.of(model)) : Optional.empty();
    }

    @Override
    public List<Map<String, @Nullable Object>> cards() {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        Stream.concat(Stream.of(name), adapters.keySet().stream())
                .forEach(n -> all.add(Json.of(
                        "id", n, "object", "model", "created", 1_700_000_000, "owned_by", "lmdeploy", "root", n)));
        return all;
    }

    @Override
    public Object error(int status, String type, String message) {
        return Refusals.flat(status, type, message);
    }

    @Override
    public int context() {
        return context;
    }

    @Override
    public int incomplete() {
        return 400;
    }

    /** As uvicorn does: running requests end in peace. */
    @Override
    public int terminate() {
        while (web.isPresent() && web.get().open() > 0) {
            Phases.pause(20);
        }
        return 0;
    }
}
