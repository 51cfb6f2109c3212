package dev.yardmaster.standins.engine;

import dev.yardmaster.standins.cli.CommandLine;
import dev.yardmaster.standins.cli.Ended;
import dev.yardmaster.standins.cli.Flags;
import dev.yardmaster.standins.cli.Manner;
import dev.yardmaster.standins.host.Devices;
import dev.yardmaster.standins.host.Host;
import dev.yardmaster.standins.host.ModelFiles;
import dev.yardmaster.standins.host.Orders;
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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** SGLang: its port opens once the weights are there, and says 503 until the warm-up is done. */
public final class Sglang implements Engine, Dialect {
    private static final int KILLED = 137;
    private static final long CACHE_TOKENS = 32_768;
    private static final Map<String, String> FAILURES = Map.of(
            "oom",
            "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 1.00 GiB.",
            "cache",
            "RuntimeError: Not enough memory. Please try to increase --mem-fraction-static. Current value:"
                    + " self.server_args.mem_fraction_static=0.1",
            "nccl",
            "torch.distributed.DistBackendError: NCCL error in: NCCLUtils.cpp:77, unhandled system error",
            "driver",
            "RuntimeError: The NVIDIA driver on your system is too old (found version 12020).",
            "kernel",
            "RuntimeError: CUDA error: no kernel image is available for execution on the device");

    private final Host host;
    private final Meters meters = new Meters();
    private volatile Optional<Web> web = Optional.empty();
    private volatile boolean up;
    private volatile boolean leaving;
    private final List<String> base = new ArrayList<>(1);
    private Optional<SglangAdapters> adapters = Optional.empty();
    private int context;

    public Sglang(Host host) {
        this.host = host;
    }

    @Override
    public void start(List<String> given) {
        if (given.isEmpty() || !given.getFirst().equals("serve")) {
            throw Manner.ARGPARSE.ended("usage: sglang [-h] {serve,generate,version} ...\nsglang: error: argument"
                    + " subcommand: invalid choice");
        }
        CommandLine line = Flags.of("sglang", "sglang serve", Manner.ARGPARSE).parse(given.subList(1, given.size()));
        for (String name : host.strangeVariables("sglang", "SGLANG_")) {
            Phases.say("standin: SGLang does not know the variable " + name);
        }
        Optional<String> path =
                line.text("--model-path").or(() -> line.words().stream().findFirst());
        if (path.isEmpty()) {
            throw Manner.ARGPARSE.ended(
                    "usage: sglang serve [options]\nsglang serve: error: the following arguments are"
                            + " required: --model-path/--model");
        }
        ModelFiles model = new ModelFiles(Path.of(path.get()));
        check(line, model);
        base.add(line.text("--served-model-name", path.get()));
        SglangAdapters lora = new SglangAdapters(line, base.getFirst());
        adapters = Optional.of(lora);
        Phases phases = new Phases(host.orders(), FAILURES, KILLED);
        load(phases, model);
        serve(line, lora);
        phases.walk("warming", "[2026-11-24 12:00:00] INFO:     127.0.0.1:0 - \"GET /model_info HTTP/1.1\" 200 OK");
        up = true;
        Phases.say("[2026-11-24 12:00:00] The server is fired up and ready to roll!");
    }

    private void check(CommandLine line, ModelFiles model) {
        JsonNode config = model.config()
                .orElseThrow(() ->
                        failed("OSError: " + model.path() + " does not appear to have a file named config.json."));
        int derived = config.path("max_position_embeddings").asInt(2048);
        context = line.number("--context-length", derived);
        if (context > derived && !host.on("SGLANG_ALLOW_OVERWRITE_LONGER_CONTEXT_LEN")) {
            throw failed("ValueError: Warning: User-specified context_length (" + context
                    + ") is greater than the derived" + " context_length (" + derived + ").");
        }
        int tp = line.number("--tp-size", 1);
        if (config.path("num_attention_heads").asInt(tp) % tp != 0) {
            throw failed("AssertionError: num_attention_heads must be divisible by tp_size");
        }
        boolean cpu = line.text("--device", "").equals("cpu");
        int visible = host.devices().visible(host.environment()).size();
        if (!cpu && host.devices().vendor() == Devices.Vendor.NONE) {
            throw failed("RuntimeError: No accelerator (CUDA, XPU, HPU, NPU, MUSA, MPS) is available.");
        }
        int each = tp * line.number("--pp-size", 1) / line.number("--nnodes", 1);
        if (!cpu && each + line.number("--base-gpu-id", 0) > visible) {
            throw failed("torch.AcceleratorError: CUDA error: invalid device ordinal");
        }
    }

    private static Ended failed(String sentence) {
        return new Ended(
                KILLED,
                "[2026-11-24 12:00:00] Scheduler hit an exception: Traceback (most recent call last):\n" + sentence);
    }

    private void load(Phases phases, ModelFiles model) {
        phases.walk(
                "starting",
                "[2026-11-24 12:00:00] server_args=ServerArgs(model_path='" + model.path() + "')",
                "[2026-11-24 12:00:00 TP0] Init torch distributed begin.");
        phases.walk("loading", "[2026-11-24 12:00:00 TP0] Load weight begin. avail mem=78.50 GB");
        if (model.files(".safetensors").isEmpty()) {
            throw failed("RuntimeError: Cannot find any model weights with `" + model.path() + "`");
        }
        Weights.read(model, "Loading safetensors checkpoint shards").ifPresent(broken -> {
            throw failed("safetensors_rust.SafetensorError: Error while deserializing header: " + broken);
        });
        phases.walk(
                "loaded",
                "[2026-11-24 12:00:00 TP0] Load weight end. elapsed=0.52 s, type=LlamaForCausalLM, dtype=torch.bfloat16,"
                        + " avail mem=78.40 GB, mem usage=0.10 GB.",
                "[2026-11-24 12:00:00 TP0] KV Cache is allocated. #tokens: 32768, K size: 0.50 GB, V size: 0.50 GB",
                "[2026-11-24 12:00:00 TP0] Capture cuda graph begin. This can take up to several minutes. avail mem=70.00"
                        + " GB",
                "[2026-11-24 12:00:00 TP0] max_total_num_tokens=32768, chunked_prefill_size=8192,"
                        + " max_prefill_tokens=16384, max_running_requests=2048, context_len=" + context);
    }

    private void serve(CommandLine line, SglangAdapters lora) {
        String bind = line.text("--host", "127.0.0.1");
        int port = line.number("--port", 30000);
        Brain brain = new Brain(host.orders(), meters, line.number("--max-running-requests", 256));
        Web open = Web.open(bind, port).gate(call -> locked(line, call));
        open.on("GET", "/health", this::health)
                .on("GET", "/health_generate", this::health)
                .on("GET", "/ping", c -> c.empty(200))
                .on("GET", "/model_info", c -> c.reply(200, Json.of("model_path", line.text("--model-path", ""))))
                .on("POST", "/release_memory_occupation", c -> memory(line, brain, c, true))
                .on("POST", "/resume_memory_occupation", c -> memory(line, brain, c, false))
                .on("POST", "/flush_cache", c -> c.text(200, "Cache flushed."));
        lora.serve(open);
        if (line.on("--enable-metrics")) {
            open.on("GET", "/metrics", c -> c.text(200, metrics(line)));
        }
        new OpenAi(this, brain).serve(open);
        web = Optional.of(open);
        Phases.say("INFO:     Uvicorn running on http://" + bind + ":" + port + " (Press CTRL+C to quit)");
    }

    private boolean locked(CommandLine line, Call call) throws IOException {
        Optional<String> key = line.text("--api-key");
        boolean open = call.path().startsWith("/health") || call.path().startsWith("/metrics");
        if (key.isEmpty() || open || call.bearer().equals(key)) {
            return false;
        }
        call.reply(401, Json.of("error", "Unauthorized"));
        return true;
    }

    /** Asks the model for a token, unless told not to. */
    private void health(Call call) throws IOException {
        boolean plain = host.variable("SGLANG_ENABLE_HEALTH_ENDPOINT_GENERATION", "true")
                .equals("false");
        boolean well = host.orders().inference() == Orders.Inference.WELL;
        call.empty(up && !leaving && !host.orders().healthFails() && (plain || well) ? 200 : 503);
    }

    private void memory(CommandLine line, Brain brain, Call call, boolean release) throws IOException {
        if (!line.on("--enable-memory-saver")) {
            call.reply(
                    400,
                    Json.of("error", Json.of("message", "memory_saver is not enabled; use --enable-memory-saver")));
        } else {
            brain.sleep(release);
            call.reply(200, null);
        }
    }

    private String metrics(CommandLine line) {
        return new Page(Map.of("model_name", base.getFirst(), "engine_type", "unified", "tp_rank", "0", "pp_rank", "0"))
                .gauge("sglang:num_running_reqs", meters.running.get())
                .gauge("sglang:num_queue_reqs", meters.waiting.get())
                .gauge("sglang:token_usage", meters.cacheUse(CACHE_TOKENS))
                .gauge("sglang:num_used_tokens", meters.cachedTokens.get())
                .gauge("sglang:max_total_num_tokens", CACHE_TOKENS)
                .gauge("sglang:cache_hit_rate", meters.prefixHitRate())
                .counter("sglang:cached_tokens_total", Map.of("cache_source", "device"), meters.prefixHits.get())
                .counter("sglang:prompt_tokens_total", meters.promptTokens.get())
                .counter("sglang:generation_tokens_total", meters.generationTokens.get())
                .counter("sglang:num_retracted_requests_total", 0)
                .counter("sglang:num_requests_total", meters.succeeded())
                .histogram("sglang:time_to_first_token_seconds", meters.timeToFirstToken)
                .histogram("sglang:inter_token_latency_seconds", meters.interTokenLatency)
                .histogram("sglang:e2e_request_latency_seconds", meters.endToEnd)
                .histogram("sglang:queue_time_seconds", meters.queueTime)
                .gauge(
                        "sglang:lora_pool_slots_used",
                        adapters.map(a -> a.loaded().size()).orElse(0))
                .gauge("sglang:lora_pool_slots_total", line.number("--max-loras-per-batch", 8))
                .toString();
    }

    /** Behind a colon, or in a field of its own; any other name is taken for the model's. */
    @Override
    public Optional<Optional<String>> adapter(String model, JsonNode body) {
        String said = model.contains(":")
                ? model.substring(model.indexOf(':') + 1)
                : body.path("lora_path").asString("");
        if (said.isEmpty()) {
            return Optional.of(Optional.empty());
        }
        return adapters.filter(a -> a.loaded().containsKey(said)).map(_ -> Optional.of(said));
    }

    @Override
    public List<Map<String, @Nullable Object>> cards() {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        all.add(card(base.getFirst(), null));
        adapters.ifPresent(a -> a.loaded().keySet().forEach(name -> all.add(card(name, base.getFirst()))));
        return all;
    }

    private Map<String, @Nullable Object> card(String name, @Nullable String parent) {
        return Json.of(
                "id",
                name,
                "object",
                "model",
                "created",
                1_700_000_000,
                "owned_by",
                "sglang",
                "root",
                name,
                "parent",
                parent,
                "max_model_len",
                context);
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

    /** Waits for running requests without end, then kills itself. */
    @Override
    public int terminate() {
        leaving = true;
        while (web.isPresent() && web.get().open() > 0) {
            Phases.pause(50);
        }
        return KILLED;
    }
}
