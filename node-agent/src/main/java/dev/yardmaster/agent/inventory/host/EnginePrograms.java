package dev.yardmaster.agent.inventory.host;

import dev.yardmaster.agent.inventory.probe.Sight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Engines' executables on PATH. */
public record EnginePrograms(List<Path> path) {
    private static final List<String> NAMES = List.of(
            "vllm",
            "sglang",
            "trtllm-serve",
            "tritonserver",
            "text-generation-launcher",
            "mindie_llm_server",
            "mindieservice_daemon",
            "lmdeploy",
            "llama-server",
            "ollama");

    public static EnginePrograms of(String path) {
        return new EnginePrograms(Arrays.stream(path.split(java.io.File.pathSeparator))
                .filter(p -> !p.isEmpty())
                .map(Path::of)
                .toList());
    }

    public Sight<List<String>> look() {
        return Sight.of(NAMES.stream()
                .filter(name -> path.stream().anyMatch(p -> Files.isExecutable(p.resolve(name))))
                .toList());
    }
}
