package dev.yardmaster.systemtests;

import dev.yardmaster.cli.api.Json;
import dev.yardmaster.contract.engine.EngineTerm;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.standins.bin.Machine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who plays in the story of one runtime.
 *
 * @param program that the node has on its PATH; empty for the bundled engine
 * @param extended the document of a runtime that extends the shipped one, where that cannot be started without an image
 */
record StoryCast(Runtime runtime, Machine machine, String program, Optional<String> extended) {
    private static final String TRITON = """
            apiVersion: yardmaster.dev/v1
            kind: Runtime
            metadata:
              name: triton-installed
            spec:
              extends: triton
              executables:
                - type: on-path
                  name: openai_frontend
              drainFor: PT15S
            """;

    static StoryCast of(String name) {
        Runtime runtime = ShippedLaunches.named(name);
        return switch (name) {
            case "vllm" -> new StoryCast(runtime, Machine.h100(1), "vllm", Optional.empty());
            case "vllm-rocm" -> new StoryCast(runtime, Machine.mi300x(1), "vllm", Optional.empty());
            case "vllm-ascend" -> new StoryCast(runtime, Machine.ascend910b(1), "vllm", Optional.empty());
            case "vllm-cpu" -> new StoryCast(runtime, Machine.none(), "vllm", Optional.empty());
            case "sglang" -> new StoryCast(runtime, Machine.h100(1), "sglang", Optional.empty());
            case "sglang-rocm" -> new StoryCast(runtime, Machine.mi300x(1), "sglang", Optional.empty());
            case "tensorrt-llm" -> new StoryCast(runtime, Machine.h100(1), "trtllm-serve", Optional.empty());
            case "triton" -> new StoryCast(runtime, Machine.h100(1), "openai_frontend", Optional.of(TRITON));
            case "tgi" -> new StoryCast(runtime, Machine.h100(1), "text-generation-launcher", Optional.empty());
            case "mindie" -> new StoryCast(runtime, Machine.ascend910b(1), "mindie_llm_server", Optional.empty());
            case "lmdeploy" -> new StoryCast(runtime, Machine.h100(1), "lmdeploy", Optional.empty());
            case "llama-server" -> new StoryCast(runtime, Machine.h100(1), "llama-server", Optional.empty());
            case "ollama" -> new StoryCast(runtime, Machine.h100(1), "ollama", Optional.empty());
            case "llama-cpp" -> new StoryCast(runtime, Machine.none(), "", Optional.empty());
            default -> throw new IllegalArgumentException("nobody has told the story of " + name);
        };
    }

    /** The name that a deployment states. */
    String stated() {
        return extended.isPresent() ? runtime.name() + "-installed" : runtime.name();
    }

    /** The program as far as an agent looks for it by itself. */
    String seen() {
        return extended.isPresent() ? "" : program;
    }

    List<String> programs() {
        return program.isEmpty() ? List.of() : List.of(program);
    }

    boolean gguf() {
        return runtime.resolved().serves().formats().stream()
                .allMatch(f -> f.toString().equalsIgnoreCase("gguf"));
    }

    /** As much as the runtime has terms for, as JSON. */
    String settings() {
        Set<EngineTerm> has = runtime.resolved().settings().keySet();
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("contextLength", 512);
        settings.put("maxConcurrency", 4);
        if (has.contains(EngineTerm.LORA_SLOTS)) {
            settings.put("lora", Map.of("slots", 2, "rank", 16));
        }
        if (has.contains(EngineTerm.SLEEP)) {
            settings.put("sleep", true);
        }
        return Json.MAPPER.writeValueAsString(settings);
    }
}
