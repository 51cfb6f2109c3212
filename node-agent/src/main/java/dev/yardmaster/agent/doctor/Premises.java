package dev.yardmaster.agent.doctor;

import dev.yardmaster.agent.config.AgentConfig;
import dev.yardmaster.agent.inventory.tool.HostFiles;
import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.Accelerator.Vendor;
import dev.yardmaster.contract.node.Inventory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What checks are about.
 *
 * @param environment of this process
 * @param inventory as the agent would report it
 */
record Premises(AgentConfig config, Map<String, String> environment, HostFiles files, Inventory inventory) {
    private static final double GIB = 1L << 30;

    static String gib(long bytes) {
        return bytes < GIB ? (bytes >> 20) + " MiB" : String.format(java.util.Locale.ROOT, "%.1f GiB", bytes / GIB);
    }

    List<Accelerator> of(Vendor vendor) {
        return inventory.accelerators().stream()
                .filter(a -> a.vendor() == vendor)
                .toList();
    }

    /** A program on PATH. */
    Optional<Path> program(String name) {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .filter(p -> !p.isEmpty())
                .map(p -> Path.of(p, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The nearest directory above a path that is there. */
    static Path existing(Path path) {
        Path at = path.toAbsolutePath();
        while (!Files.exists(at) && at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }
}
