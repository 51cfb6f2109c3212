package dev.yardmaster.systemtests.world;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Engines as the operating system sees them, found by the marks that an agent leaves in their environment. */
public final class EngineProcesses {
    private final Path agentHome;

    EngineProcesses(Path agentHome) {
        this.agentHome = agentHome;
    }

    public Optional<ProcessHandle> of(String instanceId) {
        return all().stream()
                .filter(p -> environment(p).contains("YARD_INSTANCE=" + instanceId))
                .findFirst();
    }

    public List<ProcessHandle> all() {
        return ProcessHandle.allProcesses()
                .filter(ProcessHandle::isAlive)
                .filter(p -> environment(p).contains("YARD_AGENT_HOME=" + agentHome))
                .toList();
    }

    void killAll() {
        all().forEach(p -> {
            p.destroyForcibly();
            p.onExit().join();
        });
    }

    private static List<String> environment(ProcessHandle process) {
        try {
            String text = Files.readString(
                    Path.of("/proc", String.valueOf(process.pid()), "environ"), StandardCharsets.ISO_8859_1);
            return List.of(text.split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }
}
