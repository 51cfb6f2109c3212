package dev.yardmaster.standins.engine;

import dev.yardmaster.standins.cli.CommandLine;
import dev.yardmaster.standins.cli.Flags;
import dev.yardmaster.standins.cli.Manner;
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
import dev.yardmaster.standins.talk.Question;
import dev.yardmaster.standins.talk.Refusals;
import dev.yardmaster.standins.talk.SickException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code tritonserver} with its vLLM backend, and the OpenAI front end that embeds it. */
public final class Triton implements Engine, Dialect {
    private static final long CACHE_TOKENS = 32_768;
    private static final Map<String, String> FAILURES = Map.of(
            "oom",
            "torch.OutOfMemoryError: CUDA out of memory.\nerror: creating server: Internal - failed to load all models",
            "cache",
            "ValueError: No available memory for the cache blocks.\nerror: creating server: Internal - failed to load all"
                    + " models",
            "nccl",
            "torch.distributed.DistBackendError: NCCL error\nerror: creating server: Internal - failed to load all models",
            "driver",
            "RuntimeError: The NVIDIA driver on your system is too old (found version 12020).",
            "kernel",
            "torch.AcceleratorError: CUDA error: no kernel image is available for execution on the device");

    private final Host host;
    private final Meters meters = new Meters();
    private Optional<TritonRepository> repository = Optional.empty();
    private final List<Web> webs = new ArrayList<>();
    private String separator = "_lora_";
    private int exitTimeout = 30;

    public Triton(Host host) {
        this.host = host;
    }

    @Override
    public void start(List<String> given) {
        if (host.program().equals("tritonserver")) {
            kserve(Flags.of("tritonserver", "tritonserver", Manner.TRITON).parse(given));
        } else {
            openAi(Flags.of("openai_frontend", "main.py", Manner.ARGPARSE).parse(given));
        }
    }

    private void kserve(CommandLine line) {
        TritonRepository models = load(line, line.text("--model-repository").or(() -> line.text("--model-store")));
        exitTimeout = line.number("--exit-timeout-secs", exitTimeout);
        Brain brain = new Brain(host.orders(), meters, 256);
        Web web = Web.open(line.text("--http-address", "0.0.0.0"), line.number("--http-port", 8000));
        webs.add(web);
        routes(web, models, brain);
        String metricsHost = line.text("--metrics-address", line.text("--http-address", "0.0.0.0"));
        if (!line.text("--allow-metrics", "true").equals("false")) {
            webs.add(Web.open(metricsHost, line.number("--metrics-port", 8002))
                    .on("GET", "/metrics", c -> c.text(200, metrics(models))));
        }
        Phases.say("I1124 12:00:00.000000 1 http_server.cc:4755] \"Started HTTPService at "
                + line.text("--http-address", "0.0.0.0") + ":" + line.number("--http-port", 8000) + "\"");
    }

    private void openAi(CommandLine line) {
        if (!line.has("--model-repository")) {
            throw Manner.ARGPARSE.ended(
                    "usage: main.py [options]\nmain.py: error: the following arguments are required:"
                            + " --model-repository");
        }
        separator = line.text("--lora-separator", separator);
        TritonRepository models = load(line, line.text("--model-repository"));
        Brain brain = new Brain(host.orders(), meters, 256);
        Web web = Web.open(line.text("--host", "0.0.0.0"), line.number("--openai-port", 9000));
        webs.add(web);
        web.on("GET", "/health/ready", this::ready).on("GET", "/metrics", c -> c.text(200, metrics(models)));
        new OpenAi(this, brain).serve(web);
        Phases.say("INFO:     Application startup complete.");
    }

    private TritonRepository load(CommandLine line, Optional<String> directory) {
        if (directory.isEmpty()) {
            throw Manner.TRITON.ended("Usage: tritonserver [options]\nerror: --model-repository must be specified");
        }
        Phases phases = new Phases(host.orders(), FAILURES, 1);
        phases.walk(
                "starting", "I1124 12:00:00.000000 1 pinned_memory_manager.cc:277] \"Pinned memory pool is created\"");
        TritonRepository models = new TritonRepository(host, directory.get());
        repository = Optional.of(models);
        boolean explicit = line.text("--model-control-mode", "none").equals("explicit");
        List<String> wanted = explicit
                ? line.text("--load-model").stream()
                        .flatMap(n -> n.equals("*") ? models.names().stream() : List.of(n).stream())
                        .toList()
                : models.names();
        for (String name : wanted) {
            phases.walk("loading", "I1124 12:00:00.000000 1 model_lifecycle.cc:473] \"loading: " + name + ":1\"");
        }
        models.loadAll(wanted);
        for (TritonRepository.Entry model : models.loaded().values()) {
            phases.walk(
                    "loaded",
                    "INFO 11-24 12:00:00 [gpu_model_runner.py:1] Starting to load model "
                            + model.files().path() + "...",
                    "INFO 11-24 12:00:00 [kv_cache_utils.py:1] GPU KV cache size: 32,768 tokens");
        }
        for (String name : wanted) {
            phases.walk(
                    "warming",
                    "I1124 12:00:00.000000 1 model_lifecycle.cc:849] \"successfully loaded '" + name + "'\"");
        }
        return models;
    }

    private void ready(Call call) throws IOException {
        call.empty(host.orders().healthFails() ? 503 : 200);
    }

    private void routes(Web web, TritonRepository models, Brain brain) {
        web.on("GET", "/v2/health/live", c -> c.empty(200))
                .on("GET", "/v2/health/ready", this::ready)
                .on("GET", "/v2/models/{m}/ready", c -> c.empty(models.loaded().containsKey(c.part(0)) ? 200 : 400))
                .on("POST", "/v2/repository/index", c -> c.reply(200, index(models)))
                .on("POST", "/v2/repository/models/{m}/load", c -> loadOne(c, models))
                .on("POST", "/v2/repository/models/{m}/unload", c -> {
                    models.unload(c.part(0));
                    c.empty(200);
                })
                .on("POST", "/v2/models/{m}/generate", c -> generate(c, models, brain, false))
                .on("POST", "/v2/models/{m}/generate_stream", c -> generate(c, models, brain, true));
    }

    private static List<Object> index(TritonRepository models) {
        List<Object> rows = new ArrayList<>();
        for (String name : models.names()) {
            boolean up = models.loaded().containsKey(name);
            rows.add(Json.of("name", name, "version", "1", "state", up ? "READY" : "UNAVAILABLE", "reason", ""));
        }
        return rows;
    }

    private static void loadOne(Call call, TritonRepository models) throws IOException {
        Optional<String> why = models.load(call.part(0));
        if (why.isPresent()) {
            call.reply(400, Json.of("error", "failed to load '" + call.part(0) + "', " + why.get()));
        } else {
            call.empty(200);
        }
    }

    private void generate(Call call, TritonRepository models, Brain brain, boolean stream) throws IOException {
        Optional<JsonNode> body = call.json();
        if (!models.loaded().containsKey(call.part(0))) {
            call.reply(400, Json.of("error", "Request for unknown model: '" + call.part(0) + "' is not found"));
        } else if (body.isEmpty() || !body.get().path("text_input").isString()) {
            call.reply(400, Json.of("error", "inference request for '" + call.part(0) + "' lacks input 'text_input'"));
        } else {
            int most = body.get()
                    .path("parameters")
                    .path("max_tokens")
                    .asInt(body.get().path("max_tokens").asInt(16));
            Question question = new Question(body.get().path("text_input").asString(), most, Optional.empty());
            reply(call, brain, question, stream);
        }
    }

    private static void reply(Call call, Brain brain, Question question, boolean stream) throws IOException {
        String model = call.part(0);
        try {
            if (!stream) {
                call.reply(200, answer(model, brain.answer(question, _ -> {}).text()));
                return;
            }
            List<String> tokens = new ArrayList<>();
            brain.answer(question, tokens::add);
            try (Call.Stream out = call.stream("text/event-stream")) {
                for (String token : tokens) {
                    out.piece("data: " + Json.text(answer(model, token)) + "\n\n");
                }
            }
        } catch (SickException e) {
            call.reply(500, Json.of("error", String.valueOf(e.getMessage())));
        }
    }

    private static Object answer(String model, String text) {
        return Json.of("model_name", model, "model_version", "1", "text_output", text);
    }

    private String metrics(TritonRepository models) {
        StringBuilder text = new StringBuilder();
        for (TritonRepository.Entry model : models.loaded().values()) {
            Page page = new Page(Map.of("model", model.name(), "version", "1"))
                    .counter("nv_inference_request_success", meters.succeeded())
                    .counter("nv_inference_request_failure", Map.of("reason", "BACKEND"), meters.failed.get())
                    .counter("nv_inference_count", meters.received.get())
                    .counter("nv_inference_exec_count", meters.received.get())
                    .gauge("nv_inference_pending_request_count", meters.waiting.get());
            if (model.customMetrics()) {
                page.gauge("vllm:num_requests_running", meters.running.get())
                        .gauge("vllm:num_requests_waiting", meters.waiting.get())
                        .gauge("vllm:kv_cache_usage_perc", meters.cacheUse(CACHE_TOKENS))
                        .counter("vllm:prefix_cache_queries_total", meters.prefixQueries.get())
                        .counter("vllm:prefix_cache_hits_total", meters.prefixHits.get())
                        .counter("vllm:prompt_tokens_total", meters.promptTokens.get())
                        .counter("vllm:generation_tokens_total", meters.generationTokens.get())
                        .counter("vllm:num_preemptions_total", 0)
                        .histogram("vllm:time_to_first_token_seconds", meters.timeToFirstToken)
                        .histogram("vllm:inter_token_latency_seconds", meters.interTokenLatency)
                        .histogram("vllm:time_per_output_token_seconds", meters.interTokenLatency)
                        .histogram("vllm:e2e_request_latency_seconds", meters.endToEnd);
            }
            text.append(page);
        }
        return text.toString();
    }

    @Override
    public Optional<Optional<String>> adapter(String model, JsonNode body) {
        Map<String, TritonRepository.Entry> loaded = repository.orElseThrow().loaded();
        if (loaded.containsKey(model)) {
            return Optional.of(Optional.empty());
        }
        int at = model.lastIndexOf(separator);
        Optional<TritonRepository.Entry> base =
                at < 0 ? Optional.empty() : Optional.ofNullable(loaded.get(model.substring(0, at)));
        return base.map(TritonRepository.Entry::adapters)
                .map(a -> model.substring(at + separator.length()))
                .filter(n -> base.orElseThrow().adapters().containsKey(n))
                .map(Optional::of);
    }

    @Override
    public List<Map<String, @Nullable Object>> cards() {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        repository
                .orElseThrow()
                .loaded()
                .keySet()
                .forEach(n -> all.add(Json.of(
                        "id", n, "object", "model", "created", 1_700_000_000, "owned_by", "Triton Inference Server")));
        return all;
    }

    @Override
    public Object error(int status, String type, String message) {
        return Refusals.nested(status, type, message);
    }

    @Override
    public int context() {
        return repository.orElseThrow().loaded().values().stream()
                .mapToInt(TritonRepository.Entry::context)
                .max()
                .orElse(0);
    }

    @Override
    public int incomplete() {
        return 422;
    }

    @Override
    public int terminate() {
        long until = System.nanoTime() + exitTimeout * 1_000_000_000L;
        while (webs.stream().anyMatch(w -> w.open() > 0) && System.nanoTime() < until) {
            Phases.pause(20);
        }
        return 0;
    }
}
