package dev.yardmaster.standins.engine;

import dev.yardmaster.standins.cli.CommandLine;
import dev.yardmaster.standins.host.ModelFiles;
import dev.yardmaster.standins.serve.Call;
import dev.yardmaster.standins.serve.Web;
import dev.yardmaster.standins.talk.Refusals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** LoRA adapters of vLLM: at the start, and at run time where the two gates are open. */
final class VllmAdapters {
    private static final int DEFAULT_RANK = 16;

    private final Map<String, String> loaded = new ConcurrentSkipListMap<>();
    private final CommandLine line;

    VllmAdapters(CommandLine line) {
        this.line = line;
        for (String module : line.list("--lora-modules")) {
            startWith(module);
        }
    }

    private void startWith(String module) {
        String name;
        String path;
        if (module.startsWith("{")) {
            JsonNode json = JsonMapper.shared().readTree(module);
            name = json.path("name").asString("");
            path = json.path("path").asString("");
        } else {
            name = module.substring(0, Math.max(0, module.indexOf('=')));
            path = module.substring(module.indexOf('=') + 1);
        }
        if (!line.on("--enable-lora")) {
            throw VllmArguments.failed("ValueError: LoRA is not enabled. Use --enable-lora to enable LoRA.");
        }
        unusable(name, path).ifPresent(why -> {
            throw VllmArguments.failed("ValueError: " + why);
        });
        loaded.put(name, path);
    }

    Map<String, String> loaded() {
        return loaded;
    }

    void serve(Web web) {
        web.on("POST", "/v1/load_lora_adapter", this::load).on("POST", "/v1/unload_lora_adapter", this::unload);
    }

    private void load(Call call) throws IOException {
        Optional<JsonNode> body = json(call);
        if (body.isEmpty()) {
            return;
        }
        String name = body.get().path("lora_name").asString("");
        String path = body.get().path("lora_path").asString("");
        if (name.isEmpty() || path.isEmpty()) {
            refuse(call, 400, "InvalidUserInput", "Both 'lora_name' and 'lora_path' must be provided.");
        } else if (loaded.containsKey(name) && !body.get().path("load_inplace").asBoolean(false)) {
            refuse(
                    call,
                    400,
                    "InvalidUserInput",
                    "The lora adapter '" + name + "' has already been loaded. If you want to load the adapter in place,"
                            + " set 'load_inplace' to True.");
        } else {
            Optional<String> why = unusable(name, path);
            if (why.isPresent()) {
                boolean missing = why.get().contains("No adapter found");
                refuse(call, missing ? 404 : 400, missing ? "NotFoundError" : "BadRequestError", why.get());
            } else {
                loaded.put(name, path);
                call.text(200, "Success: LoRA adapter '" + name + "' added successfully.");
            }
        }
    }

    private void unload(Call call) throws IOException {
        Optional<JsonNode> body = json(call);
        if (body.isEmpty()) {
            return;
        }
        String name = body.get().path("lora_name").asString("");
        if (name.isEmpty()) {
            refuse(call, 400, "InvalidUserInput", "'lora_name' needs to be provided to unload a LoRA adapter.");
        } else if (loaded.remove(name) == null) {
            refuse(call, 404, "NotFoundError", "The lora adapter '" + name + "' cannot be found.");
        } else {
            call.text(200, "Success: LoRA adapter '" + name + "' removed successfully.");
        }
    }

    /** Only {@code application/json} is read. */
    private static Optional<JsonNode> json(Call call) throws IOException {
        boolean fine = call.header("Content-Type")
                .filter(t -> t.split(";")[0].equals("application/json"))
                .isPresent();
        Optional<JsonNode> body = fine ? call.json() : Optional.empty();
        if (body.isEmpty()) {
            refuse(call, 400, "BadRequestError", "Unsupported Media Type: Only 'application/json' is allowed");
        }
        return body;
    }

    private static void refuse(Call call, int status, String type, String message) throws IOException {
        call.reply(status, Refusals.nested(status, type, message));
    }

    private Optional<String> unusable(String name, String path) {
        Optional<JsonNode> config = ModelFiles.json(Path.of(path, "adapter_config.json"));
        if (config.isEmpty() || !Files.isRegularFile(Path.of(path, "adapter_model.safetensors"))) {
            return Optional.of("Loading lora " + name + " failed: No adapter found for " + path);
        }
        int rank = config.get().path("r").asInt(0);
        int most = line.number("--max-lora-rank", DEFAULT_RANK);
        return rank > most
                ? Optional.of("LoRA rank " + rank + " is greater than max_lora_rank " + most + ".")
                : Optional.empty();
    }
}
