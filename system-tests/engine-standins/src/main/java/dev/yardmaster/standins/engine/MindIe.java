package dev.yardmaster.standins.engine;

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
import dev.yardmaster.standins.talk.Question;
import dev.yardmaster.standins.talk.SickException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** MindIE: three ports, a file for its configuration, and adapters whose calls say 200 whatever came of them. */
public final class MindIe implements Engine, Dialect {
    private static final int ABORTED = 134;
    private static final long CACHE_TOKENS = 32_768;
    private static final Map<String, String> FAILURES = Map.of(
            "oom",
            "RuntimeError: NPU out of memory. Tried to allocate 2.00 GiB (NPU 0; 60.97 GiB total capacity)",
            "nccl",
            "RuntimeError: createHCCLComm: HCCL function error: HcclCommInitRootInfo, error code is 4",
            "driver",
            "RuntimeError: Initialize:torch_npu/csrc/core/npu/sys_ctrl/npu_sys_ctrl.cpp:216 NPU function error: aclInit,"
                    + " error code is 500000",
            "kernel",
            "RuntimeError: The Inner error is reported as above. EZ9999: Inner Error!");

    private final Host host;
    private final Meters meters = new Meters();
    private final Map<String, String> adapters = new ConcurrentSkipListMap<>();
    private Optional<MindIeConfig> config = Optional.empty();

    public MindIe(Host host) {
        this.host = host;
    }

    @Override
    public void start(List<String> given) {
        if (!given.isEmpty()) {
            Phases.say("standin: MindIE takes no arguments, and was given " + given);
        }
        MindIeConfig asked = new MindIeConfig(host);
        config = Optional.of(asked);
        ModelFiles model =
                new ModelFiles(Path.of(asked.model.path("modelWeightPath").asString("")));
        Phases phases = new Phases(host.orders(), FAILURES, ABORTED);
        phases.walk("starting", "[INFO] [llm_daemon.cpp:50] Start loading config " + asked.model.path("modelName"));
        if (model.config().isEmpty() || model.files(".safetensors").isEmpty()) {
            throw MindIeConfig.failed("modelWeightPath has no config.json and safetensors: " + model.path());
        }
        phases.walk("loading", "[INFO] [model_runner.py:100] begin to load weights from " + model.path());
        Weights.read(model, "Loading safetensors checkpoint shards").ifPresent(broken -> {
            throw MindIeConfig.failed("safetensors_rust.SafetensorError: " + broken);
        });
        phases.walk(
                "warming", "[INFO] [cache_manager.py:60] kv cache will allocate 30.00GB memory", "[INFO] warmup begin");
        for (JsonNode module : asked.deploy.path("LoraModules")) {
            adapters.put(module.path("name").asString(""), module.path("path").asString(""));
        }
        serve(asked);
        Phases.say("Daemon start success!");
    }

    private void serve(MindIeConfig asked) {
        Brain brain = new Brain(
                host.orders(),
                meters,
                asked.backend.path("ScheduleConfig").path("maxBatchSize").asInt(200));
        Web service = Web.open(asked.address(), asked.server.path("port").asInt(1025));
        new OpenAi(this, brain).serve(service);
        int managementPort = asked.server.path("managementPort").asInt(1026);
        boolean shared = managementPort == asked.server.path("port").asInt(1025)
                && asked.managementAddress().equals(asked.address());
        manage(shared ? service : Web.open(asked.managementAddress(), managementPort), brain);
        if (host.variable("MIES_SERVICE_MONITOR_MODE", "0").equals("1")) {
            Web.open(asked.managementAddress(), asked.server.path("metricsPort").asInt(1027))
                    .on("GET", "/metrics", c -> c.text(200, metrics()));
        }
    }

    private void manage(Web web, Brain brain) {
        web.on("GET", "/v2/health/live", c -> c.empty(200))
                .on("GET", "/v2/health/ready", c -> c.empty(host.orders().healthFails() ? 503 : 200))
                .on("GET", "/v2/models/{m}/ready", c -> c.empty(200))
                .on("GET", "/health", c -> c.empty(host.orders().healthFails() ? 503 : 200))
                .on("GET", "/health/timed(-\\d+)?", c -> timed(c, brain))
                .on("GET", "/stopService", c -> {
                    c.empty(200);
                    System.exit(0);
                })
                .on("POST", "/v1/load_lora_adapter", this::load)
                .on("POST", "/v1/unload_lora_adapter", this::unload);
    }

    private static void timed(Call call, Brain brain) throws IOException {
        try {
            brain.answer(new Question("Hello", 1, Optional.empty()), _ -> {});
            call.empty(200);
        } catch (SickException e) {
            call.empty(500);
        }
    }

    private void load(Call call) throws IOException {
        Optional<JsonNode> body = call.json();
        String name = body.map(b -> b.path("lora_name").asString("")).orElse("");
        String path = body.map(b -> b.path("lora_path").asString("")).orElse("");
        if (name.isEmpty()) {
            call.text(503, "Call to load LoRA method failed: The LoRA adapter '' is invalid.");
        } else if (adapters.containsKey(name)) {
            call.text(200, "The LoRA adapter '" + name + "' has already been added.");
        } else if (ModelFiles.json(Path.of(path, "adapter_config.json")).isEmpty()) {
            call.text(
                    503,
                    "Call to load LoRA method failed: Loading LoRA '" + name + "' failed: No adapter found for " + path
                            + "'.");
        } else if (adapters.size()
                >= config.orElseThrow().deploy.path("maxLoras").asInt(0)) {
            call.text(200, "Call to load LoRA method failed: The number of LoRA adapters exceeds the maximum limit.");
        } else {
            adapters.put(name, path);
            call.text(200, "Success: LoRA adapter '" + name + "' added successfully.");
        }
    }

    private void unload(Call call) throws IOException {
        String name = call.json().map(b -> b.path("lora_name").asString("")).orElse("");
        call.text(
                200,
                adapters.remove(name) == null
                        ? "The LoRA adapter '" + name + "' is not loaded."
                        : "Success: LoRA adapter '" + name + "' removed successfully.");
    }

    private String metrics() {
        return new Page(Map.of("model_name", name()))
                .counter("request_received_total", meters.received.get())
                .counter("request_success_total", meters.succeeded())
                .counter("request_failed_total", meters.failed.get())
                .gauge("num_requests_running", meters.running.get())
                .gauge("num_requests_waiting", meters.waiting.get())
                .gauge("num_requests_swapped", 0)
                .gauge("npu_cache_usage_perc", meters.cacheUse(CACHE_TOKENS))
                .gauge("npu_prefix_cache_hit_rate", meters.prefixHitRate())
                .counter("num_preemptions_total", 0)
                .counter("prompt_tokens_total", meters.promptTokens.get())
                .counter("generation_tokens_total", meters.generationTokens.get())
                .histogram("time_to_first_token_seconds", meters.timeToFirstToken)
                .histogram("time_per_output_token_seconds", meters.interTokenLatency)
                .histogram("e2e_request_latency_seconds", meters.endToEnd)
                .histogram("request_prompt_tokens", meters.promptLength)
                .histogram("request_generation_tokens", meters.generationLength)
                .toString();
    }

    private String name() {
        return config.orElseThrow().model.path("modelName").asString("");
    }

    @Override
    public Optional<Optional<String>> adapter(String model, JsonNode body) {
        if (model.equals(name())) {
            return Optional.of(Optional.empty());
        }
        return adapters.containsKey(model) ? Optional.of(Optional.of(model)) : Optional.empty();
    }

    @Override
    public List<Map<String, @Nullable Object>> cards() {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        all.add(Json.of("id", name(), "object", "model", "created", 1_700_000_000, "owned_by", "MindIE Server"));
        adapters.keySet().forEach(a -> all.add(Json.of("id", a, "object", "model", "parent", name())));
        return all;
    }

    @Override
    public Object error(int status, String type, String message) {
        return Json.of("error", message, "error_type", type);
    }

    @Override
    public int context() {
        return config.orElseThrow().deploy.path("maxSeqLen").asInt(2560);
    }

    @Override
    public int incomplete() {
        return 422;
    }

    @Override
    public int terminate() {
        Phases.say("[WARN] [llm_daemon.cpp:80] Daemon is killing...");
        return ABORTED;
    }
}
