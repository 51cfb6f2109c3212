package dev.yardmaster.agent.engine.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.engine.ContainerPlans;
import dev.yardmaster.agent.engine.DeviceLookup;
import dev.yardmaster.agent.engine.EngineProcesses;
import dev.yardmaster.agent.engine.EnginesContract;
import dev.yardmaster.agent.engine.LaunchPlan;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Engines as containers of containerd, by a stand-in of nerdctl that knows the documented words and no others. Slow,
 * because every word is a process.
 */
@Tag("slow")
class NerdctlEnginesTest extends EnginesContract {
    @TempDir
    Path state;

    private Path program() {
        return state.resolve("nerdctl");
    }

    @BeforeEach
    void nerdctl() throws Exception {
        try (InputStream script = Objects.requireNonNull(getClass().getResourceAsStream("/nerdctl-stand-in.sh"))) {
            Files.copy(script, program());
        }
        Files.setPosixFilePermissions(program(), PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(state.resolve("images"));
        Files.createDirectories(home.resolve("weights"));
        String reference = "registry.example/tools/shell@" + ContainerPlans.DIGEST;
        Files.writeString(state.resolve("images").resolve(reference.replace('/', '_')), "\"" + reference + "\"");
    }

    private CliRuntime runtime(Path agentHome) {
        return new CliRuntime(
                "nerdctl",
                new CliProgram(program(), Map.of("PATH", "/usr/bin:/bin", "STAND_IN_STATE", state.toString())),
                agentHome.resolve("container-secrets"));
    }

    @Override
    protected EngineProcesses engines(Path agentHome) {
        return new ContainerEngines(
                runtime(agentHome),
                agentHome,
                home.resolve("weights"),
                new DeviceAccesses(Path.of("/"), DeviceLookup.UNKNOWN),
                new HostUser(Path.of("/"), agentHome));
    }

    @Override
    protected LaunchPlan.Program shell() {
        return ContainerPlans.shell("127.0.0.1");
    }

    @Override
    protected Path work(Path directory) {
        return directory.resolve("work");
    }

    @Test
    void aRuntimeThatIsAwaySaysSo() throws Exception {
        assertThat(runtime(home).unavailable()).isEmpty();
        Files.writeString(state.resolve("down"), "");
        assertThat(runtime(home).unavailable().orElse("")).contains("cannot access containerd socket");
        Files.delete(state.resolve("down"));
    }
}
