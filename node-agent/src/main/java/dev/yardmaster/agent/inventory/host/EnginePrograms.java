package dev.yardmaster.agent.inventory.host;

import dev.yardmaster.agent.inventory.probe.Sight;
import dev.yardmaster.contract.node.HostFacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Engines' executables on PATH. */
public record EnginePrograms(List<Path> path) {
    public static EnginePrograms of(String path) {
        return new EnginePrograms(Arrays.stream(path.split(java.io.File.pathSeparator))
                .filter(p -> !p.isEmpty())
                .map(Path::of)
                .toList());
    }

    public Sight<List<String>> look() {
        return Sight.of(HostFacts.LOOKED_FOR.stream()
                .filter(name -> path.stream().anyMatch(p -> Files.isExecutable(p.resolve(name))))
                .toList());
    }
}
