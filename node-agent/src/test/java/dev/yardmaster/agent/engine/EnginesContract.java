package dev.yardmaster.agent.engine;

import static dev.yardmaster.agent.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.engine.LaunchPlan.PlannedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every driver of engines keeps, whatever an engine is to it. */
public abstract class EnginesContract {
    protected static final String KEY = "key-that-nobody-sees";
    private static final String UNTIL_TOLD = "echo up; while :; do sleep 0.05; done";

    @TempDir
    protected Path home;

    /** A driver as a new agent with that home has it. */
    protected abstract EngineProcesses engines(Path agentHome);

    /** A shell that runs the plan's only argument. */
    protected abstract LaunchPlan.Program shell();

    /** Where an instance's files lie on the host. */
    protected abstract Path work(Path directory);

    /** After the last look at what is left. */
    protected void release() throws Exception {}

    @AfterEach
    void nothingIsLeft() throws Exception {
        EngineProcesses engines = engines(home);
        engines.marked().forEach(engines::killMarked);
        assertThat(engines.marked()).isEmpty();
        until(
                "last lines are kept",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(t -> t.getName().startsWith("log of ")));
        release();
    }

    private LaunchPlan plan(String instanceId, String script, PlannedFile... files) throws Exception {
        Path directory = Files.createDirectories(home.resolve("instances").resolve(instanceId));
        return new LaunchPlan(
                instanceId,
                shell(),
                List.of(script),
                Map.of("ENGINE_KEY", KEY, "ONLY", "this", "PATH", "/usr/bin:/bin"),
                directory,
                directory.resolve("log"),
                List.of(files),
                LaunchPlan.Bounds.NONE);
    }

    private RunningEngine start(String instanceId, String script) throws Exception {
        return engines(home).start(plan(instanceId, script));
    }

    private String log(String instanceId) throws Exception {
        Path log = home.resolve("instances").resolve(instanceId).resolve("log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    /** A process that has not begun its program yet does not bear its mark. */
    private void untilUp(String instanceId) throws Exception {
        until("up", () -> log(instanceId).contains("up\n"));
    }

    @Test
    void outputIsAppendedAndWholeOnceTheEndIsTold() throws Exception {
        LaunchPlan plan = plan("i1", "echo out $ONLY ${#ENGINE_KEY}; echo err >&2; exit 3");
        Files.writeString(plan.log(), "before\n");
        RunningEngine engine = engines(home).start(plan);
        until("ended", () -> !engine.isAlive());
        assertThat(engine.exit()).isEqualTo(new EngineExit(OptionalInt.of(3), false));
        assertThat(log("i1").lines())
                .startsWith("before")
                .containsExactlyInAnyOrder("before", "out this " + KEY.length(), "err");
    }

    @Test
    void anEngineThatEndsAtOnceIsSeenToHaveEnded() throws Exception {
        CompletableFuture<Boolean> told = new CompletableFuture<>();
        RunningEngine engine = start("i1", "exit 78");
        engine.onExit(() -> told.complete(true));
        until("told", told::isDone);
        assertThat(engine.isAlive()).isFalse();
        assertThat(engine.exit().code()).hasValue(78);
    }

    @Test
    void termAndIntReachTheEngine() throws Exception {
        String script = "trap 'echo term; exit 7' TERM; trap 'echo int; exit 8' INT; " + UNTIL_TOLD;
        RunningEngine first = start("i1", script);
        RunningEngine second = start("i2", script);
        untilUp("i1");
        untilUp("i2");
        first.signal(StopSignal.TERM);
        second.signal(StopSignal.INT);
        until("ended", () -> !first.isAlive() && !second.isAlive());
        assertThat(first.exit().code()).hasValue(7);
        assertThat(second.exit().code()).hasValue(8);
        assertThat(log("i1")).isEqualTo("up\nterm\n");
        assertThat(log("i2")).isEqualTo("up\nint\n");
        first.signal(StopSignal.TERM);
        first.kill();
    }

    @Test
    void killEndsWhatTermDoesNot() throws Exception {
        RunningEngine engine = start("i1", "trap '' TERM; " + UNTIL_TOLD);
        untilUp("i1");
        engine.signal(StopSignal.TERM);
        assertThat(engine.isAlive()).isTrue();
        assertThat(engine.exit()).isEqualTo(EngineExit.UNKNOWN);
        engine.kill();
        until("ended", () -> !engine.isAlive());
        assertThat(engine.exit().code()).hasValue(137);
    }

    @Test
    void theNextAgentAdoptsWhatRuns() throws Exception {
        RunningEngine engine = start("i1", "trap 'echo bye; exit 7' TERM; " + UNTIL_TOLD);
        untilUp("i1");
        EngineProcesses next = engines(home);
        assertThat(next.marked()).containsExactly("i1");
        RunningEngine adopted = next.find(engine.identity()).orElseThrow();
        assertThat(adopted.identity()).isEqualTo(engine.identity());
        assertThat(adopted.isAlive()).isTrue();
        assertThat(next.findMarked("i1").orElseThrow().identity().id())
                .isEqualTo(engine.identity().id());
        adopted.signal(StopSignal.TERM);
        until("ended", () -> !adopted.isAlive());
        until("said", () -> log("i1").contains("bye\n"));
        assertThat(engines(home).find(engine.identity())).isEmpty();
    }

    @Test
    void anotherIdentityIsAnotherEngine() throws Exception {
        RunningEngine engine = start("i1", UNTIL_TOLD);
        untilUp("i1");
        EngineIdentity own = engine.identity();
        String otherId = own.isProcess() ? "1" : "0123456789ab".repeat(5);
        assertThat(engines(home).find(new EngineIdentity(own.driver(), otherId, Instant.EPOCH)))
                .isEmpty();
        assertThat(engines(home).findMarked("i2")).isEmpty();
    }

    @Test
    void enginesOfAnotherHomeAreLeftAlone() throws Exception {
        RunningEngine engine = start("i1", UNTIL_TOLD);
        EngineProcesses other = engines(Files.createDirectories(home.resolve("other")));
        assertThat(other.marked()).isEmpty();
        assertThat(other.findMarked("i1")).isEmpty();
        other.killMarked("i1");
        untilUp("i1");
        assertThat(engine.isAlive()).isTrue();
    }

    @Test
    void clearingUpLeavesNothing() throws Exception {
        start("i1", "sleep 600.25 & " + UNTIL_TOLD);
        RunningEngine other = start("i2", UNTIL_TOLD);
        untilUp("i1");
        untilUp("i2");
        engines(home).killMarked("i1");
        assertThat(engines(home).marked()).containsExactly("i2");
        until("child gone", () -> commands().noneMatch(c -> c.contains("600.25")));
        assertThat(other.isAlive()).isTrue();
    }

    @Test
    void configurationIsThereBeforeItStartsAndGoneAfter() throws Exception {
        PlannedFile file = new PlannedFile(Path.of("conf/config.json"), "{\"key\": \"" + KEY + "\"}");
        LaunchPlan plan = plan("i1", UNTIL_TOLD, file);
        engines(home).start(plan);
        untilUp("i1");
        Path written = work(plan.directory()).resolve("conf/config.json");
        assertThat(written).hasContent(file.text());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written)))
                .isEqualTo("rw-------");
        engines(home).killMarked("i1");
        assertThat(written).doesNotExist();
    }

    @Test
    void theKeyIsOnNoCommandLineAndInNoFile() throws Exception {
        start("i1", UNTIL_TOLD);
        untilUp("i1");
        assertThat(commands()).noneMatch(c -> c.contains(KEY));
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain(KEY);
            }
        }
    }

    @Test
    void theNextStartOfAnInstanceTakesThePlaceOfTheLast() throws Exception {
        RunningEngine first = start("i1", "exit 1");
        until("ended", () -> !first.isAlive());
        RunningEngine second = start("i1", UNTIL_TOLD);
        untilUp("i1");
        assertThat(second.identity()).isNotEqualTo(first.identity());
        assertThat(engines(home).marked()).containsExactly("i1");
    }

    private static Stream<String> commands() {
        return ProcessHandle.allProcesses()
                .map(p -> p.info().commandLine().orElse("")
                        + String.join(" ", p.info().arguments().orElse(new String[0])));
    }
}
