package dev.yardmaster.standins.engine;

import dev.yardmaster.standins.cli.CommandLine;
import dev.yardmaster.standins.cli.Ended;
import dev.yardmaster.standins.cli.Flags;
import dev.yardmaster.standins.cli.Manner;
import dev.yardmaster.standins.host.Devices;
import dev.yardmaster.standins.host.Host;
import dev.yardmaster.standins.host.ModelFiles;
import dev.yardmaster.standins.host.Phases;
import dev.yardmaster.standins.measure.Meters;
import dev.yardmaster.standins.measure.Page;
import dev.yardmaster.standins.serve.Json;
import dev.yardmaster.standins.serve.Web;
import dev.yardmaster.standins.talk.Brain;
import dev.yardmaster.standins.talk.Dialect;
import dev.yardmaster.standins.talk.OpenAi;
import dev.yardmaster.standins.talk.Refusals;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** TensorRT-LLM's {@code trtllm-serve}. It has no API key. */
public final class Trtllm implements Engine, Dialect {
    private static final long CACHE_BLOCKS = 1024;
    private static final Map<String, String> FAILURES = Map.of(
            "oom",
            "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB.",
            "nccl",
            "[TensorRT-LLM][ERROR] NCCL error: unhandled system error",
            "driver",
            "RuntimeError: CUDA driver version is insufficient for CUDA runtime version",
            "kernel",
            "RuntimeError: CUDA error: no kernel image is available for execution on the device");

    private final Host host;
    private final Meters meters = new Meters();
    private String name = "";
    private int context;

    public Trtllm(Host host) {
        this.host = host;
    }

    @Override
    public void start(List<String> given) {
        List<String> rest =
                !given.isEmpty() && given.getFirst().equals("serve") ? given.subList(1, given.size()) : given;
        CommandLine line =
                Flags.of("trtllm-serve", "trtllm-serve serve", Manner.CLICK).parse(rest);
        if (line.words().isEmpty()) {
            throw Manner.CLICK.ended("Usage: trtllm-serve serve [OPTIONS] MODEL\n\nError: Missing argument 'MODEL'.");
        }
        if (line.words().size() > 1) {
            throw Manner.CLICK.ended(
                    "Usage: trtllm-serve serve [OPTIONS] MODEL\n\nError: Got unexpected extra argument ("
                            + line.words().get(1) + ")");
        }
        TrtllmConfig config = TrtllmConfig.read(line.text("--config"));
        ModelFiles model = new ModelFiles(Path.of(line.words().getFirst()));
        check(line, model);
        name = line.text("--served_model_name", model.path().getFileName().toString());
        load(model);
        serve(line, config);
    }

    private void check(CommandLine line, ModelFiles model) {
        int visible = host.devices().vendor() == Devices.Vendor.NVIDIA
                ? host.devices().visible(host.environment()).size()
                : 0;
        if (visible == 0) {
            throw failed("ValueError: No GPU devices found on the node");
        }
        JsonNode config = model.config()
                .orElseThrow(() ->
                        failed("ValueError: Failed to load config from " + model.path() + ": config.json not found"));
        int tp = line.number("--tensor_parallel_size", 1);
        int world = tp * line.number("--pipeline_parallel_size", 1);
        if (config.path("num_attention_heads").asInt(tp) % tp != 0) {
            throw failed("AssertionError: num_attention_heads is not divisible by tp_size");
        }
        if (world > visible) {
            throw failed("RuntimeError: Only " + visible + " GPUs available, but world size is " + world);
        }
        context = line.number(
                "--max_seq_len", config.path("max_position_embeddings").asInt(2048));
    }

    static Ended failed(String sentence) {
        return new Ended(1, "Traceback (most recent call last):\n" + sentence);
    }

    private void load(ModelFiles model) {
        Phases phases = new Phases(host.orders(), FAILURES, 1);
        phases.walk(
                "starting",
                "[TensorRT-LLM] TensorRT LLM version: 1.3.0",
                "[11/24/2026-12:00:00] [TRT-LLM] [I] Using LLM with PyTorch backend");
        phases.walk("loading", "[11/24/2026-12:00:00] [TRT-LLM] [RANK 0] [I] Prefetching checkpoint files.");
        if (model.files(".safetensors").isEmpty()) {
            throw failed("RuntimeError: No weight files found in " + model.path() + ".");
        }
        Weights.bar(model, "Loading safetensors weights in parallel").ifPresent(broken -> {
            throw failed("safetensors_rust.SafetensorError: Error while deserializing header: " + broken);
        });
        phases.walk(
                "warming",
                "[TensorRT-LLM][INFO] [MemUsageChange] Allocated 60.00 GiB for max tokens in paged KV cache (32768).",
                "[11/24/2026-12:00:00] [TRT-LLM] [RANK 0] [I] Run warmup with 1 tokens");
    }

    private void serve(CommandLine line, TrtllmConfig config) {
        Web web = Web.open(line.text("--host", "localhost"), line.number("--port", 8000));
        web.on("GET", "/health", c -> c.empty(host.orders().healthFails() ? 503 : 200))
                .on("GET", "/version", c -> c.reply(200, Json.of("version", "1.3.0")))
                .on("GET", "/metrics", c -> c.reply(200, List.of()));
        if (config.on("return_perf_metrics")) {
            web.on("GET", "/prometheus/metrics", c -> c.text(200, metrics()));
        }
        new OpenAi(this, new Brain(host.orders(), meters, line.number("--max_batch_size", 256))).serve(web);
        Phases.say(
                "INFO:     Started server process [" + ProcessHandle.current().pid() + "]");
        Phases.say("INFO:     Application startup complete.");
    }

    private String metrics() {
        return new Page(Map.of("model_name", name, "engine_type", "trtllm"))
                .counter("trtllm_request_success_total", Map.of("finished_reason", "stop"), meters.stopped.get())
                .counter("trtllm_request_success_total", Map.of("finished_reason", "length"), meters.cutOff.get())
                .histogram("trtllm_e2e_request_latency_seconds", meters.endToEnd)
                .histogram("trtllm_time_to_first_token_seconds", meters.timeToFirstToken)
                .histogram("trtllm_time_per_output_token_seconds", meters.interTokenLatency)
                .histogram("trtllm_request_queue_time_seconds", meters.queueTime)
                .counter("trtllm_prompt_tokens_total", meters.promptTokens.get())
                .counter("trtllm_generation_tokens_total", meters.generationTokens.get())
                .gauge("trtllm_kv_cache_hit_rate", meters.prefixHitRate())
                .gauge("trtllm_kv_cache_utilization", meters.cacheUse(CACHE_BLOCKS * 32))
                .gauge("trtllm_kv_cache_max_blocks", CACHE_BLOCKS)
                .counter("trtllm_kv_cache_reused_blocks_total", meters.prefixHits.get() / 32.0)
                .gauge("trtllm_num_requests_running", meters.running.get())
                .gauge("trtllm_num_requests_waiting", meters.waiting.get())
                .toString();
    }

    /** The name in a request is not looked at; an adapter comes with its files. */
    @Override
    public Optional<Optional<String>> adapter(String model, JsonNode body) {
        return Optional.of(
                Optional.of(body.path("lora_request").path("lora_name").asString(""))
                        .filter(n -> !n.isEmpty()));
    }

    @Override
    public List<Map<String, @Nullable Object>> cards() {
        return List.of(Json.of("id", name, "object", "model", "created", 1_700_000_000, "owned_by", "tensorrt_llm"));
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

    @Override
    public int terminate() {
        Phases.say("INFO:     Shutting down");
        return 0;
    }
}
