package dev.yardmaster.standins.engine;

import dev.yardmaster.standins.host.Devices;
import dev.yardmaster.standins.host.Host;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** vLLM, and vllm-ascend where the devices are Ascend's; on a machine without devices its CPU build. */
public final class Vllm implements Engine, Dialect {
    private static final String VERSION = "0.27.1";
    private static final long CACHE_TOKENS = 32_768;
    private static final Map<String, String> FAILURES = Map.of(
            "oom",
            "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 79.10"
                    + " GiB of which 1.20 GiB is free.",
            "memory",
            "ValueError: Free memory on device cuda:0 (10.5/79.1 GiB) on startup is less than desired GPU memory"
                    + " utilization (0.92, 72.77 GiB). Decrease GPU memory utilization or reduce GPU memory used by other"
                    + " processes.",
            "cache",
            "ValueError: No available memory for the cache blocks. Try increasing `gpu_memory_utilization` when"
                    + " initializing the engine.",
            "context",
            "ValueError: To serve at least one request with the model's max seq len (131072), (16.0 GiB KV cache is"
                    + " needed, which is larger than the available KV cache memory (9.5 GiB). Based on the available memory,"
                    + " the estimated maximum model length is 77824. Try increasing `gpu_memory_utilization` or decreasing"
                    + " `max_model_len` when initializing the engine.",
            "nccl",
            "torch.distributed.DistBackendError: NCCL error in: /pytorch/torch/csrc/distributed/c10d/NCCLUtils.cpp:77,"
                    + " unhandled cuda error (run with NCCL_DEBUG=INFO for details), NCCL version 2.27.3",
            "driver",
            "RuntimeError: The NVIDIA driver on your system is too old (found version 12020). Please update your GPU driver",
            "kernel",
            "torch.AcceleratorError: CUDA error: no kernel image is available for execution on the device");

    private final Host host;
    private final Meters meters = new Meters();
    private volatile Optional<Serving> serving = Optional.empty();

    private record Serving(VllmArguments arguments, VllmAdapters adapters, VllmSleep sleep, Web web) {}

    public Vllm(Host host) {
        this.host = host;
    }

    @Override
    public void start(List<String> given) {
        for (String name : host.strangeVariables("vllm", "VLLM_")) {
            Phases.say("WARNING 11-24 12:00:00 [envs.py:1] Unknown vLLM environment variable detected: " + name);
        }
        VllmArguments arguments = new VllmArguments(host, given);
        VllmAdapters adapters = new VllmAdapters(arguments.line);
        Brain brain = new Brain(host.orders(), meters, arguments.line.number("--max-num-seqs", 256));
        VllmSleep sleep = new VllmSleep(brain, arguments.line.on("--enable-sleep-mode"));
        load(arguments);
        if (arguments.line.on("--headless")) {
            return;
        }
        String bind = arguments.line.text("--host", "0.0.0.0");
        int port = arguments.line.number("--port", 8000);
        Phases.say("INFO 11-24 12:00:00 [api_server.py:1] Starting vLLM server on http://" + bind + ":" + port);
        Web web = Web.open(bind, port).gate(call -> locked(arguments, call));
        serving = Optional.of(new Serving(arguments, adapters, sleep, web));
        routes(arguments, adapters, sleep, web);
        new OpenAi(this, brain).serve(web);
        Phases.say("INFO:     Application startup complete.");
    }

    private void load(VllmArguments arguments) {
        Phases phases = new Phases(host.orders(), FAILURES, 1);
        phases.walk(
                "starting",
                "INFO 11-24 12:00:00 [core.py:1] Initializing a V1 LLM engine (v" + VERSION + ") with config: model='"
                        + arguments.model.path() + "'");
        if (arguments.model.files(".safetensors").isEmpty()) {
            throw VllmArguments.failed(
                    "RuntimeError: Cannot find any model weights with `" + arguments.model.path() + "`");
        }
        phases.walk(
                "loading",
                "INFO 11-24 12:00:00 [gpu_model_runner.py:1] Starting to load model " + arguments.model.path() + "...");
        Weights.read(arguments.model, "Loading safetensors checkpoint shards").ifPresent(broken -> {
            throw VllmArguments.failed(
                    "safetensors_rust.SafetensorError: Error while deserializing header: invalid header length in "
                            + broken);
        });
        phases.walk(
                "loaded",
                "INFO 11-24 12:00:00 [default_loader.py:1] Loading weights took 0.52 seconds",
                "INFO 11-24 12:00:00 [gpu_model_runner.py:1] Model loading took 0.0110 GiB memory and 0.650000 seconds");
        if (!arguments.line.on("--enforce-eager") && arguments.platform() != Devices.Vendor.NONE) {
            phases.walk(
                    "compiling",
                    "INFO 11-24 12:00:00 [backends.py:1] Using cache directory: "
                            + host.variable("VLLM_CACHE_ROOT", "/root/.cache/vllm")
                            + "/torch_compile_cache/0/rank_0_0/backbone for vLLM's torch.compile",
                    "INFO 11-24 12:00:00 [backends.py:1] Dynamo bytecode transform time: 2.31 s");
        }
        phases.walk(
                "warming",
                "INFO 11-24 12:00:00 [gpu_worker.py:1] Available KV cache memory: 60.21 GiB",
                "INFO 11-24 12:00:00 [kv_cache_utils.py:1] GPU KV cache size: 32,768 tokens, Maximum concurrency for "
                        + arguments.context + " tokens per request: " + CACHE_TOKENS / arguments.context + ".00x",
                "INFO 11-24 12:00:00 [gpu_model_runner.py:1] Graph capturing finished in 3 secs, took 0.30 GiB",
                "INFO 11-24 12:00:00 [core.py:1] init engine (profile, create kv cache, warmup model) took 4.20 s"
                        + " (compilation: 2.31 s)");
    }

    private boolean locked(VllmArguments arguments, Call call) throws IOException {
        List<String> keys = new ArrayList<>(arguments.line.list("--api-key"));
        if (keys.isEmpty() && host.isSet("VLLM_API_KEY")) {
            keys.add(host.variable("VLLM_API_KEY", ""));
        }
        boolean guarded = call.path().matches("/(v1|v2|inference)(/.*)?");
        if (keys.isEmpty() || !guarded || call.bearer().filter(keys::contains).isPresent()) {
            return false;
        }
        call.reply(401, Json.of("error", "Unauthorized"));
        return true;
    }

    private void routes(VllmArguments arguments, VllmAdapters adapters, VllmSleep sleep, Web web) {
        web.on("GET", "/health", c -> c.empty(host.orders().healthFails() ? 503 : 200))
                .on("GET", "/ping", c -> c.empty(200))
                .on("GET", "/version", c -> c.reply(200, Json.of("version", VERSION)))
                .on("GET", "/metrics", c -> c.text(200, metrics(arguments, adapters, sleep)));
        if (host.on("VLLM_ALLOW_RUNTIME_LORA_UPDATING") && arguments.line.on("--enable-lora")) {
            adapters.serve(web);
        }
        if (host.on("VLLM_SERVER_DEV_MODE")) {
            sleep.serve(web);
        }
    }

    private String metrics(VllmArguments arguments, VllmAdapters adapters, VllmSleep sleep) {
        Page page = new Page(Map.of("model_name", names(arguments).getFirst(), "engine", "0"))
                .gauge("vllm:num_requests_running", meters.running.get())
                .gauge("vllm:num_requests_waiting", meters.waiting.get())
                .gauge("vllm:kv_cache_usage_perc", meters.cacheUse(CACHE_TOKENS))
                .counter("vllm:prefix_cache_queries_total", meters.prefixQueries.get())
                .counter("vllm:prefix_cache_hits_total", meters.prefixHits.get())
                .counter("vllm:num_preemptions_total", 0)
                .counter("vllm:prompt_tokens_total", meters.promptTokens.get())
                .counter("vllm:generation_tokens_total", meters.generationTokens.get())
                .counter("vllm:request_success_total", Map.of("finished_reason", "stop"), meters.stopped.get())
                .counter("vllm:request_success_total", Map.of("finished_reason", "length"), meters.cutOff.get())
                .histogram("vllm:time_to_first_token_seconds", meters.timeToFirstToken)
                .histogram("vllm:inter_token_latency_seconds", meters.interTokenLatency)
                .histogram("vllm:e2e_request_latency_seconds", meters.endToEnd)
                .histogram("vllm:request_queue_time_seconds", meters.queueTime)
                .histogram("vllm:request_prompt_tokens", meters.promptLength)
                .histogram("vllm:request_generation_tokens", meters.generationLength);
        for (String state : List.of("awake", "weights_offloaded", "discard_all")) {
            page.gauge(
                    "vllm:engine_sleep_state",
                    Map.of("sleep_state", state),
                    sleep.state().equals(state) ? 1 : 0);
        }
        if (arguments.line.on("--enable-lora")) {
            page.gauge(
                    "vllm:lora_requests_info",
                    Map.of(
                            "max_lora", arguments.line.text("--max-loras", "1"),
                            "waiting_lora_adapters", "",
                            "running_lora_adapters",
                                    String.join(",", adapters.loaded().keySet())),
                    System.currentTimeMillis() / 1000.0);
        }
        return page.toString();
    }

    private static List<String> names(VllmArguments arguments) {
        List<String> said = arguments.line.list("--served-model-name");
        return said.isEmpty() ? List.of(arguments.model.path().toString()) : said;
    }

    @Override
    public Optional<Optional<String>> adapter(String model, JsonNode body) {
        Serving now = serving.orElseThrow();
        if (names(now.arguments()).contains(model)) {
            return Optional.of(Optional.empty());
        }
        return now.adapters().loaded().containsKey(model) ? Optional.of(Optional.of(model)) : Optional.empty();
    }

    @Override
    public List<Map<String, @Nullable Object>> cards() {
        Serving now = serving.orElseThrow();
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        String root = now.arguments().model.path().toString();
        for (String name : names(now.arguments())) {
            Map<String, @Nullable Object> card = card(name, root, null);
            card.put("max_model_len", now.arguments().context);
            all.add(card);
        }
        String base = names(now.arguments()).getFirst();
        now.adapters().loaded().forEach((name, path) -> all.add(card(name, path, base)));
        return all;
    }

    private static Map<String, @Nullable Object> card(String name, String root, @Nullable String parent) {
        return Json.of(
                "id",
                name,
                "object",
                "model",
                "created",
                1_700_000_000,
                "owned_by",
                "vllm",
                "root",
                root,
                "parent",
                parent);
    }

    @Override
    public Object error(int status, String type, String message) {
        return Refusals.nested(status, type, message);
    }

    @Override
    public int context() {
        return serving.orElseThrow().arguments().context;
    }

    @Override
    public int incomplete() {
        return 400;
    }

    /** Running requests are aborted at once, or drained for as long as {@code --shutdown-timeout} says. */
    @Override
    public int terminate() {
        if (serving.isEmpty()) {
            Phases.say("KeyboardInterrupt: terminated");
            return 1;
        }
        Phases.say("INFO 11-24 12:00:00 [launcher.py:1] [shutdown] API server: shutdown triggered");
        long until = System.nanoTime()
                + 1_000_000_000L * serving.get().arguments().line.number("--shutdown-timeout", 0);
        while (serving.get().web().open() > 0 && System.nanoTime() < until) {
            Phases.pause(10);
        }
        return 0;
    }
}
