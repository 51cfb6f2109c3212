package dev.yardmaster.standins.engine;

import dev.yardmaster.standins.cli.Ended;
import dev.yardmaster.standins.host.Devices;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Text Generation Inference's launcher, with its router and shards in one process. */
public final class Tgi implements Engine, Dialect {
    private static final Set<String> GUARDED = Set.of(
            "/",
            "/generate",
            "/generate_stream",
            "/v1/chat/completions",
            "/v1/completions",
            "/vertex",
            "/invocations",
            "/tokenize");
    private static final Map<String, String> FAILURES = Map.of(
            "oom",
            "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB.\n"
                    + line("ERROR", "Shard 0 failed to start") + "\nError: ShardCannotStart",
            "cache",
            "RuntimeError: Not enough memory to handle 4096 prefill tokens. You need to decrease"
                    + " `--max-batch-prefill-tokens`\nError: WebserverFailed",
            "nccl",
            "torch.distributed.DistBackendError: NCCL error: unhandled system error\nError: ShardCannotStart",
            "driver",
            "RuntimeError: The NVIDIA driver on your system is too old (found version 12020).\nError: ShardCannotStart",
            "kernel",
            "RuntimeError: CUDA error: no kernel image is available for execution on the device\nError: ShardCannotStart");

    private final Host host;
    private final Meters meters = new Meters();
    private Optional<TgiArguments> arguments = Optional.empty();
    private String model = "";
    private volatile Optional<Web> web = Optional.empty();

    public Tgi(Host host) {
        this.host = host;
    }

    private static String line(String level, String text) {
        return "2026-11-24T12:00:00.000000Z " + (level.length() < 5 ? " " : "") + level + " text_generation_launcher: "
                + text;
    }

    @Override
    public void start(List<String> given) {
        TgiArguments asked = new TgiArguments(host, given);
        arguments = Optional.of(asked);
        model = asked.line.text("--model-id", "bigscience/bloom-560m");
        ModelFiles files = new ModelFiles(Path.of(model));
        Phases phases = new Phases(host.orders(), FAILURES, 1);
        phases.walk(
                "starting", line("INFO", "Args {"), line("INFO", "Starting check and download process for " + model));
        if (files.config().isEmpty() || files.files(".safetensors").isEmpty()) {
            throw new Ended(
                    1,
                    line(
                            "ERROR",
                            "Download encountered an error: FileNotFoundError: No local weights found in " + model
                                    + "\nError: DownloadError"));
        }
        phases.walk(
                "loading",
                line("INFO", "Successfully downloaded weights for " + model),
                line("INFO", "Starting shard"),
                line("INFO", "Waiting for shard to be ready..."));
        shards(asked, files);
        phases.walk("loaded", line("INFO", "Shard ready in 2.1s"), line("INFO", "Starting Webserver"));
        phases.walk("warming", line("INFO", "Warming up model"));
        serve(asked);
        Phases.say(line("INFO", "Connected"));
    }

    private void shards(TgiArguments asked, ModelFiles files) {
        int visible = host.devices().visible(host.environment()).size();
        boolean cpu = host.devices().vendor() == Devices.Vendor.NONE;
        boolean sharded = asked.line.text("--sharded", "").equals("true");
        int shards = asked.line.number("--num-shard", sharded ? visible : 1);
        if (sharded && !asked.line.has("--num-shard") && visible <= 1) {
            throw new Ended(
                    1,
                    "Error: NotEnoughCUDADevices(\"`sharded` is true but only found " + visible + " CUDA devices\")");
        }
        if (!cpu && shards > visible) {
            throw new Ended(
                    1,
                    "RuntimeError: CUDA error: invalid device ordinal\n"
                            + line("ERROR", "Shard " + visible + " failed to start") + "\nError: ShardCannotStart");
        }
        Weights.read(files, "Loading safetensors").ifPresent(broken -> {
            throw new Ended(
                    1,
                    "safetensors_rust.SafetensorError: Error while deserializing header: " + broken
                            + "\nError: ShardCannotStart");
        });
        for (String path : asked.adapters.values()) {
            if (ModelFiles.json(Path.of(path, "adapter_config.json")).isEmpty()) {
                throw new Ended(
                        1, "ValueError: Can't find 'adapter_config.json' at '" + path + "'\nError: ShardCannotStart");
            }
        }
    }

    private void serve(TgiArguments asked) {
        Brain brain = new Brain(host.orders(), meters, asked.line.number("--max-concurrent-requests", 128));
        Web open =
                Web.open(asked.line.text("--hostname", "0.0.0.0"), asked.port()).gate(call -> locked(asked, call));
        open.on("GET", "/health", this::health)
                .on("GET", "/ping", this::health)
                .on("GET", "/info", c -> c.reply(200, Json.of("model_id", model, "version", "3.3.7")))
                .on("GET", "/metrics", c -> c.text(200, metrics()));
        new OpenAi(this, brain).serve(open);
        web = Optional.of(open);
    }

    /** An answer without a body. */
    private static boolean locked(TgiArguments asked, Call call) throws IOException {
        Optional<String> key = asked.line.text("--api-key");
        if (key.isEmpty() || !GUARDED.contains(call.path()) || call.bearer().equals(key)) {
            return false;
        }
        call.empty(401);
        return true;
    }

    private void health(Call call) throws IOException {
        if (host.orders().healthFails()) {
            call.reply(503, Json.of("error", "unhealthy", "error_type", "healthcheck"));
        } else {
            call.empty(200);
        }
    }

    private String metrics() {
        return new Page(Map.of())
                .counter("tgi_request_count", meters.received.get())
                .counter("tgi_request_success", meters.succeeded())
                .counter("tgi_request_failure", Map.of("err", "generation"), meters.failed.get())
                .gauge("tgi_batch_current_size", meters.running.get())
                .gauge("tgi_batch_current_max_tokens", meters.running.get() * 256.0)
                .gauge("tgi_queue_size", meters.waiting.get())
                .histogram("tgi_request_duration", meters.endToEnd)
                .histogram("tgi_request_queue_duration", meters.queueTime)
                .histogram("tgi_request_inference_duration", meters.inferenceTime)
                .histogram("tgi_request_mean_time_per_token_duration", meters.interTokenLatency)
                .histogram("tgi_request_input_length", meters.promptLength)
                .histogram("tgi_request_skipped_tokens", meters.skipped)
                .histogram("tgi_request_generated_tokens", meters.generationLength)
                .toString();
    }

    /** A request's model is an adapter where one is called so, else it is not looked at. */
    @Override
    public Optional<Optional<String>> adapter(String asked, JsonNode body) {
        return Optional.of(
                Optional.of(asked).filter(a -> arguments.orElseThrow().adapters.containsKey(a)));
    }

    @Override
    public List<Map<String, @Nullable Object>> cards() {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        all.add(Json.of("id", model, "object", "model", "created", 0, "owned_by", model));
        return all;
    }

    @Override
    public Object error(int status, String type, String message) {
        return Json.of("error", message, "error_type", status == 422 ? "validation" : "generation");
    }

    @Override
    public int context() {
        return arguments.orElseThrow().context();
    }

    @Override
    public int incomplete() {
        return 422;
    }

    @Override
    public int terminate() {
        Phases.say(line("INFO", "Terminating webserver"));
        while (web.isPresent() && web.get().open() > 0) {
            Phases.pause(20);
        }
        Phases.say(line("INFO", "shutting down shards"));
        return 0;
    }
}
