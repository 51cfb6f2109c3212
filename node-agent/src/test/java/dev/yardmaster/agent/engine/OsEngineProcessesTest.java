package dev.yardmaster.agent.engine;

import static dev.yardmaster.agent.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OsEngineProcessesTest {
    @TempDir
    Path home;

    private RunningEngine start(OsEngineProcesses processes, String script) throws LaunchProblem {
        return processes.start(LaunchPlan.of(
                "i1", List.of("/bin/sh", "-c", script), Map.of("ONLY", "this"), home, home.resolve("log")));
    }

    private OsEngineProcesses processes() {
        return new OsEngineProcesses(home, new Programs("/usr/bin:/bin"));
    }

    @Test
    void outputIsAppendedAndTheExitCodeIsKnown() throws Exception {
        Files.writeString(home.resolve("log"), "before\n");
        RunningEngine engine = start(processes(), "echo out $ONLY $HOME; echo err >&2; exit 3");
        until("ended", () -> !engine.isAlive());
        assertThat(engine.exit().code()).isEqualTo(OptionalInt.of(3));
        assertThat(home.resolve("log")).hasContent("before\nout this\nerr\n");
    }

    @Test
    void sameIdWithAnotherStartIsAnotherProcess() throws Exception {
        RunningEngine engine = start(processes(), "exec sleep 600");
        try {
            assertThat(processes().find(engine.identity())).isPresent();
            assertThat(processes()
                            .find(EngineIdentity.process(
                                    Long.parseLong(engine.identity().id()),
                                    engine.identity().startedAt().minus(Duration.ofMinutes(1)))))
                    .isEmpty();
        } finally {
            engine.kill();
        }
        until("ended", () -> processes().find(engine.identity()).isEmpty());
    }

    @Test
    void marksTellOurEnginesFromThoseOfAnotherHome() throws Exception {
        RunningEngine engine = start(processes(), "exec sleep 600");
        until("marked", () -> processes().marked().contains("i1"));
        OsEngineProcesses other = new OsEngineProcesses(home.resolve("other"), new Programs("/usr/bin:/bin"));
        assertThat(other.marked()).isEmpty();
        other.killMarked("i1");
        assertThat(engine.isAlive()).isTrue();
        processes().killMarked("i1");
        until("ended", () -> !engine.isAlive());
    }
}
