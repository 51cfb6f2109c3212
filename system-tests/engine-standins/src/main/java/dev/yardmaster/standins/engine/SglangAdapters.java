package dev.yardmaster.standins.engine;

import dev.yardmaster.standins.cli.CommandLine;
import dev.yardmaster.standins.cli.Ended;
import dev.yardmaster.standins.host.ModelFiles;
import dev.yardmaster.standins.serve.Call;
import dev.yardmaster.standins.serve.Json;
import dev.yardmaster.standins.serve.Web;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** LoRA adapters of SGLang. */
final class SglangAdapters {
    private static final int FAILED = 1;

    private final Map<String, String> loaded = new ConcurrentSkipListMap<>();
    private final CommandLine line;

    SglangAdapters(CommandLine line, String served) {
        this.line = line;
        boolean enabled = line.on("--enable-lora") || line.has("--lora-paths");
        if (enabled && served.contains(":")) {
            throw new Ended(FAILED, "AssertionError: served_model_name cannot contain a colon");
        }
        if (enabled
                && !line.has("--lora-paths")
                && !(line.has("--max-lora-rank") && line.has("--lora-target-modules"))) {
            throw new Ended(
                    FAILED,
                    "AssertionError: When no initial --lora-paths is provided, you need to specify both --max-lora-rank"
                            + " and --lora-target-modules for LoRA initialization.");
        }
        line.list("--lora-paths").forEach(this::startWith);
    }

    private void startWith(String said) {
        String name = said.substring(0, Math.max(0, said.indexOf('=')));
        String path = said.substring(said.indexOf('=') + 1);
        if (said.startsWith("{")) {
            JsonNode json = JsonMapper.shared().readTree(said);
            name = json.path("lora_name").asString("");
            path = json.path("lora_path").asString("");
        }
        if (unusable(path)) {
            throw new Ended(FAILED, "RuntimeError: Failed to load LoRA adapter " + name + ": no adapter at " + path);
        }
        loaded.put(name.isEmpty() ? path : name, path);
    }

    Map<String, String> loaded() {
        return loaded;
    }

    void serve(Web web) {
        web.on("POST", "/load_lora_adapter", this::load).on("POST", "/unload_lora_adapter", this::unload);
    }

    private void load(Call call) throws IOException {
        Optional<JsonNode> body = call.json();
        String name = body.map(b -> b.path("lora_name").asString("")).orElse("");
        String path = body.map(b -> b.path("lora_path").asString("")).orElse("");
        if (disabled(call)) {
            return;
        }
        if (name.isEmpty() || path.isEmpty()) {
            call.reply(422, Json.of("detail", "Field required"));
        } else if (loaded.containsKey(name)) {
            answer(call, "LoRA adapter " + name + " is already loaded.");
        } else if (unusable(path)) {
            answer(call, "Failed to load LoRA adapter " + name + ": no adapter at " + path);
        } else {
            loaded.put(name, path);
            answer(call, "");
        }
    }

    private void unload(Call call) throws IOException {
        String name = call.json().map(b -> b.path("lora_name").asString("")).orElse("");
        if (disabled(call)) {
            return;
        }
        answer(call, loaded.remove(name) == null ? "LoRA adapter " + name + " is not loaded." : "");
    }

    private boolean disabled(Call call) throws IOException {
        boolean off = !line.on("--enable-lora") && !line.has("--lora-paths");
        if (off) {
            answer(call, "LoRA is not enabled. Please set `--enable-lora` to enable LoRA.");
        }
        return off;
    }

    private void answer(Call call, String error) throws IOException {
        boolean fine = error.isEmpty();
        call.reply(
                fine ? 200 : 400,
                Json.of("success", fine, "error_message", fine ? null : error, "loaded_adapters", loaded));
    }

    private static boolean unusable(String path) {
        return ModelFiles.json(Path.of(path, "adapter_config.json")).isEmpty();
    }
}
