package dev.yardmaster.server.runtimes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.agent.Launch;
import dev.yardmaster.contract.catalog.Capability;
import dev.yardmaster.contract.document.DeploymentSpec.EngineSettings;
import dev.yardmaster.contract.runtime.Runtime;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LaunchesTest {
    private final Runtime bundled = ShippedRuntimes.load().list().stream()
            .filter(r -> r.name().equals("llama-cpp"))
            .findFirst()
            .orElseThrow();

    private Launch launch(EngineSettings settings) {
        return Launches.launch(LaunchQuestion.plain(bundled, settings, "chat", Set.of(Capability.COMPLETION)));
    }

    @Test
    void settingsBecomeArgumentsOnlyWhereTheyAreSaid() {
        assertThat(launch(EngineSettings.DEFAULTS).arguments())
                .containsExactly(
                        "--model",
                        "{{model.file}}",
                        "--alias",
                        "chat",
                        "--host",
                        "{{host}}",
                        "--port",
                        "{{port}}",
                        "--lora-root",
                        "{{weights.directory}}");
        EngineSettings all = EngineSettings.of(Optional.of(4096), Optional.of(8), Optional.of(2));
        assertThat(launch(all).arguments()).endsWith("--ctx-size", "4096", "--parallel", "8", "--threads", "2");
        assertThat(launch(all).executables()).containsExactly(new EngineExecutable.Bundled());
    }

    @Test
    void aModelIsAskedWhatItCanAnswer() {
        assertThat(launch(EngineSettings.DEFAULTS)
                        .checks()
                        .inference()
                        .orElseThrow()
                        .questions())
                .singleElement()
                .satisfies(q -> assertThat(q.kind()).isEqualTo("completion"))
                .satisfies(q -> assertThat(q.call().body()).contains("\"model\":\"chat\""));
    }
}
